import { App, Checkbox, Form, Input, Select } from 'antd'
import { raiseObjection } from '../../modules/publicity/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { say, useWords } from '../shell/language.ts'
import { type PublicityLine, type PublicityList, showCell } from './cells.tsx'
import { publicityLocale } from './locale.ts'

interface Objecting {
  name: string
  relation: string
  medium: 'oral' | 'phone' | 'paper'
  reason: string
  evidence?: string[]
  readBack: boolean
}

interface ObjectDialogProps {
  list: PublicityList
  line: PublicityLine | undefined
  close: () => void
}

/** An objection that came by word of mouth, by telephone or on paper, written down for the villager. */
export function ObjectDialog({ list, line, close }: ObjectDialogProps) {
  const t = useWords(publicityLocale)
  const { message } = App.useApp()
  const act = useAct(raiseObjection, () => {
    close()
    void message.success(t('objectionRecorded'))
  })
  return (
    <ActDialog<Objecting>
      open={line !== undefined}
      title={t('recordObjection')}
      verb={t('recordObjection')}
      initial={{ medium: 'oral' }}
      effect={
        line && (
          <p className="soft">
            {t('lineIs', { position: line.position })}
            {list.columns
              .map((column) => `${say(column.title)} ${showCell(column, line.cells[column.key])}`)

              .join(t('comma'))}
          </p>
        )
      }
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ name, relation, medium, reason, evidence }) =>
        line &&
        act.run({
          params: { listId: list.id },
          body: {
            lineId: line.id,
            medium,
            reason,
            evidence: evidence ?? [],
            proxy: { name, relation, reason: t(`medium_${medium}`), readBack: true, signatureFileId: null },
          },
        })
      }
    >
      <div className="form-row">
        <Form.Item
          name="name"
          label={t('objector')}
          rules={[{ required: true, message: t('objectorMissing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name="relation"
          label={t('relation')}
          rules={[{ required: true, message: t('relationMissing') }]}
        >
          <Input maxLength={50} placeholder={t('relationHint')} />
        </Form.Item>
      </div>
      <Form.Item name="medium" label={t('medium')}>
        <Select
          options={(['oral', 'phone', 'paper'] as const).map((value) => ({
            value,
            label: t(`medium_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('objectionReason')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')}>
        <EvidenceField purpose="evidence" placeCode={list.placeCode} />
      </Form.Item>
      <Form.Item
        name="readBack"
        valuePropName="checked"
        rules={[
          {
            validator: (_rule, value) =>
              value ? Promise.resolve() : Promise.reject(new Error(t('readBackMissing'))),
          },
        ]}
      >
        <Checkbox>{t('readBack')}</Checkbox>
      </Form.Item>
    </ActDialog>
  )
}
