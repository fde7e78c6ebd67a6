import { Form } from 'antd'
import { ActDialog } from '../shell/ActDialog.tsx'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { schemesLocale } from './locale.ts'
import type { ItemDialogProps, SchemeItem } from './scheme-types.ts'

interface SwitchOffDialogProps extends ItemDialogProps {
  item: SchemeItem
  keep: (day: string) => void
}

/** Deeds from this day on are no longer declared under the item; earlier ones still are. */
export function SwitchOffDialog({ item, keep, busy, error, close }: SwitchOffDialogProps) {
  const t = useWords(schemesLocale)
  return (
    <ActDialog<{ day: string }>
      open
      title={t('switchOffOf', { name: say(item.name) })}
      verb={t('switchOff')}
      effect={<p>{t('switchOffEffect')}</p>}
      initial={{ day: today() }}
      busy={busy}
      error={error}
      close={close}
      onSubmit={({ day }) => keep(day)}
    >
      <Form.Item name="day" label={t('offDay')} rules={[{ required: true, message: t('fillIn') }]}>
        <DateField />
      </Form.Item>
    </ActDialog>
  )
}
