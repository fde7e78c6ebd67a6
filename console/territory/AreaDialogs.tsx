import { Form, Input, Select } from 'antd'
import { areaKind, areaKindNames, createArea, endArea, renameArea } from '../../modules/territory/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import type { Area } from './area.ts'
import { territoryLocale } from './locale.ts'

interface NewAreaProps {
  placeCode: string
  areas: Area[]
  open: boolean
  close: () => void
}

interface NewArea {
  kind: Area['kind']
  system: string
  name: string
  number?: string
  parentId?: string
  from: string
}

export function NewAreaDialog({ placeCode, areas, open, close }: NewAreaProps) {
  const t = useWords(territoryLocale)
  const act = useAct(createArea, close)
  return (
    <ActDialog<NewArea>
      open={open}
      title={t('newArea')}
      verb={t('newArea')}
      initial={{ kind: 'group', system: t('groupSystem'), from: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ number, parentId, ...values }) =>
        act.run({ body: { ...values, placeCode, number: number || null, parentId: parentId ?? null } })
      }
    >
      <div className="form-row">
        <Form.Item name="kind" label={t('kind')}>
          <Select options={areaKind.options.map((value) => ({ value, label: say(areaKindNames[value]) }))} />
        </Form.Item>
        <Form.Item
          name="system"
          label={t('system')}
          rules={[{ required: true, message: t('systemMissing') }]}
        >
          <Input maxLength={30} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name="number"
          label={t('number')}
          extra={t('numberHelp')}
          rules={[{ pattern: /^[0-9]{1,3}$/, message: t('numberWrong') }]}
        >
          <Input maxLength={3} inputMode="numeric" />
        </Form.Item>
      </div>
      <Form.Item name="parentId" label={t('insideOf')}>
        <Select
          allowClear
          options={areas.map((one) => ({ value: one.id, label: bracketed(one.name, one.system) }))}
        />
      </Form.Item>
      <Form.Item name="from" label={t('validFrom')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
    </ActDialog>
  )
}

export function RenameAreaDialog({ area, close }: { area: Area; close: () => void }) {
  const t = useWords(territoryLocale)
  const act = useAct(renameArea, close)
  return (
    <ActDialog<{ name: string; on: string }>
      open
      title={t('renameOf', { name: area.name })}
      verb={t('rename')}
      initial={{ name: area.name, on: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) =>
        act.run({ params: { areaId: area.id }, query: { county: area.placeCode.slice(0, 6) }, body })
      }
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="on" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
    </ActDialog>
  )
}

export function EndAreaDialog({ area, close }: { area: Area; close: () => void }) {
  const t = useWords(territoryLocale)
  const act = useAct(endArea, close)
  return (
    <ActDialog<{ on: string; reason: string }>
      open
      danger
      title={t('endOf', { name: area.name })}
      verb={t('end')}
      effect={<p>{t('endEffect')}</p>}
      initial={{ on: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) =>
        act.run({ params: { areaId: area.id }, query: { county: area.placeCode.slice(0, 6) }, body })
      }
    >
      <Form.Item name="on" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, message: t('reasonMissing') }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
