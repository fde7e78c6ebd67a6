import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { previewUndo, undoChange } from '../../modules/households/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import type { Change } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { OperationPreview } from './OperationPreview.tsx'

/** An operation undone, as previewed. */
export function UndoChange({ change }: { change: Change }) {
  const t = useWords(householdsLocale)
  const [open, setOpen] = useState(false)
  const asked = useAsk(previewUndo, open ? { params: { changeId: change.id } } : null)
  const act = useAct(undoChange, () => setOpen(false))
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('undo')}
      </Button>
      <ActDialog<{ reason: string }>
        open={open}
        danger
        width={720}
        title={t('undoTitle')}
        verb={t('undo')}
        effect={asked.data && <OperationPreview preview={asked.data} />}
        busy={act.busy}
        error={act.error ?? asked.error}
        close={() => setOpen(false)}
        onSubmit={({ reason }) =>
          asked.data &&
          act.run({ params: { changeId: change.id }, body: { reason, digest: asked.data.digest } })
        }
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </ActDialog>
    </>
  )
}
