import { Form, Input, Select } from 'antd'
import {
  createDivision,
  endDivision,
  listChildren,
  renameDivision,
} from '../../modules/territory/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { territoryLocale } from './locale.ts'

interface DialogProps {
  code: string
  name: string
  parentCode: string | null
  open: boolean
  close: () => void
}

function SourceItem() {
  const t = useWords(territoryLocale)
  return (
    <Form.Item name="source" label={t('source')} rules={[{ required: true, message: t('sourceMissing') }]}>
      <Input maxLength={200} placeholder={t('decreeHint')} />
    </Form.Item>
  )
}

function NameItem() {
  const t = useWords(territoryLocale)
  return (
    <Form.Item
      name="name"
      label={t('officialName')}
      rules={[{ required: true, min: 2, message: t('nameMissing') }]}
    >
      <Input maxLength={100} />
    </Form.Item>
  )
}

export function NewDivisionDialog({ code, open, close }: DialogProps) {
  const t = useWords(territoryLocale)
  const act = useAct(createDivision, close)
  return (
    <ActDialog<{ code: string; name: string; from: string; source: string }>
      open={open}
      title={t('newDivision')}
      verb={t('newDivision')}
      initial={{ from: today(), code: code.replace(/(000)+$/, '') }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => act.run({ body })}
    >
      <Form.Item
        name="code"
        label={t('code')}
        extra={t('codeHelp')}
        rules={[{ required: true, pattern: /^[0-9]{12}$/, message: t('codeWrong') }]}
      >
        <Input maxLength={12} inputMode="numeric" />
      </Form.Item>
      <NameItem />
      <Form.Item name="from" label={t('validFrom')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <SourceItem />
    </ActDialog>
  )
}

export function RenameDivisionDialog({ code, name, open, close }: DialogProps) {
  const t = useWords(territoryLocale)
  const act = useAct(renameDivision, close)
  return (
    <ActDialog<{ name: string; from: string; source: string }>
      open={open}
      title={t('renameOf', { name })}
      verb={t('rename')}
      initial={{ from: today(), name }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => act.run({ params: { code }, body })}
    >
      <NameItem />
      <Form.Item name="from" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <SourceItem />
    </ActDialog>
  )
}

export function EndDivisionDialog({ code, name, parentCode, open, close }: DialogProps) {
  const t = useWords(territoryLocale)
  const siblings = useAsk(listChildren, open ? { query: parentCode ? { parent: parentCode } : {} } : null)
  const act = useAct(endDivision, close)
  return (
    <ActDialog<{ on: string; successorCodes?: string[]; source: string }>
      open={open}
      danger
      title={t('endOf', { name })}
      verb={t('end')}
      effect={<p>{t('endDivisionEffect')}</p>}
      initial={{ on: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ successorCodes, ...body }) =>
        act.run({ params: { code }, body: { ...body, successorCodes: successorCodes ?? [] } })
      }
    >
      <Form.Item name="on" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item name="successorCodes" label={t('successors')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(siblings.data?.rows ?? [])
            .filter((row) => row.code !== code)
            .map((row) => ({ value: row.code, label: row.shortName }))}
        />
      </Form.Item>
      <SourceItem />
    </ActDialog>
  )
}
