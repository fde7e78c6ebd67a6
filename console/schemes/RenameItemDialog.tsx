import { Form, Input } from 'antd'
import { ActDialog } from '../shell/ActDialog.tsx'
import { say, useWords } from '../shell/language.ts'
import { schemesLocale } from './locale.ts'
import type { ItemDialogProps, SchemeItem } from './scheme-types.ts'

interface RenameItemDialogProps extends ItemDialogProps {
  item: SchemeItem
  keep: (name: { zh: string; en: string }) => void
}

/** An item under other words; what was declared for it stays with it. */
export function RenameItemDialog({ item, keep, busy, error, close }: RenameItemDialogProps) {
  const t = useWords(schemesLocale)
  const rules = [{ required: true, whitespace: true, message: t('fillIn') }]
  return (
    <ActDialog<{ zh: string; en: string }>
      open
      title={t('renameOf', { name: say(item.name) })}
      verb={t('rename')}
      initial={item.name}
      busy={busy}
      error={error}
      close={close}
      onSubmit={keep}
    >
      <Form.Item name="zh" label={t('nameZh')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t('nameEn')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
    </ActDialog>
  )
}
