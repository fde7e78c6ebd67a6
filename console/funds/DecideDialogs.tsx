import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { decideMovement, reverseMovement } from '../../modules/funds/contract.ts'
import { movementKinds } from '../../modules/funds/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { EvidenceField, EvidencePictures } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showInstant, showYuan } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import type { Fund, Movement } from './fund-types.ts'
import { fundsLocale } from './locale.ts'

/** The second person holds a movement against its voucher. */
export function DecideDialog({ movement, close }: { movement: Movement; close: () => void }) {
  const t = useWords(fundsLocale)
  const [note, setNote] = useState('')
  const act = useAct(decideMovement, close)
  const decide = (decision: 'approved' | 'refused') =>
    void act.run({ params: { movementId: movement.id }, body: { decision, note } })
  return (
    <Modal
      open
      title={t('decideTitle', { number: movement.number })}
      onCancel={close}
      width={640}
      footer={
        <>
          <Button danger disabled={act.busy} onClick={() => decide('refused')}>
            {t('refuse')}
          </Button>
          <Button type="primary" loading={act.busy} onClick={() => decide('approved')}>
            {t('approve')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('decideEffect')}</p>
        <Facts
          items={[
            [t('kind'), say(movementKinds[movement.kind])],
            [t('amount'), showYuan(movement.amountFen)],
            [t('occurredOn'), showDate(movement.occurredOn)],
            [t('source'), say(movement.sourceName)],
            ...(movement.useName ? [[t('use'), say(movement.useName)] as [string, string]] : []),
            [t('words'), movement.words],
            ...(movement.donor ? [[t('donor'), movement.donor] as [string, string]] : []),
          ]}
        />
        <p className="quiet">
          {t('recordedBy', { name: movement.recordedName, at: showInstant(movement.recordedAt) })}
        </p>
        <EvidencePictures files={movement.vouchers} />
        <label htmlFor="decision-note">
          {t('note')}
          <Input.TextArea
            id="decision-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <Fault error={act.error} />
      </div>
    </Modal>
  )
}

export function ReverseDialog({
  fund,
  movement,
  close,
}: {
  fund: Fund
  movement: Movement
  close: () => void
}) {
  const t = useWords(fundsLocale)
  const act = useAct(reverseMovement, close)
  return (
    <ActDialog<{ reason: string; vouchers?: string[] }>
      open
      danger
      title={t('reverseTitle', { number: movement.number })}
      verb={t('reverse')}
      effect={<p>{t('reverseEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) => void act.run({ params: { movementId: movement.id }, body: values })}
    >
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <Form.Item name="vouchers" label={t('vouchers')}>
        <EvidenceField purpose="document" placeCode={fund.placeCode} />
      </Form.Item>
    </ActDialog>
  )
}
