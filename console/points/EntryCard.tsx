import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { reverseEntry } from '../../modules/points/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { Basis } from '../shell/Basis.tsx'
import { showDate, showInstant, showSigned } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { useMay } from '../shell/session.tsx'
import type { Entry } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

/** One line of a passbook with its claim and its basis; a mistake is reversed by a line of its own. */
export function EntryCard({ entry, closed }: { entry: Entry; closed: boolean }) {
  const t = useWords(pointsLocale)
  const may = useMay()
  const [reversing, setReversing] = useState(false)
  const reversible =
    may('points.correct') &&
    !entry.reversed &&
    !closed &&
    (entry.kind === 'award' || entry.kind === 'deduction')
  return (
    <div className="stack">
      <strong>{entry.kind === 'base' ? t('baseEntry') : say(entry.itemName)}</strong>
      <Facts
        items={[
          [t('pointsWord'), <SignedPoints key="points" value={entry.amount} />],
          [t('occurredOn'), showDate(entry.occurredOn)],
          [t('postedAt'), showInstant(entry.postedAt)],
        ]}
      />
      {entry.basis && <Basis basis={entry.basis} />}
      {entry.claimId && <Link to={`/points/claims/${entry.claimId}`}>{t('wholeClaim')}</Link>}
      {reversible && (
        <div>
          <Button danger onClick={() => setReversing(true)}>
            {t('reverse')}
          </Button>
        </div>
      )}
      <ReverseDialog entry={entry} open={reversing} close={() => setReversing(false)} />
    </div>
  )
}

function ReverseDialog({ entry, open, close }: { entry: Entry; open: boolean; close: () => void }) {
  const t = useWords(pointsLocale)
  const act = useAct(reverseEntry, close)
  return (
    <ActDialog<{ reason: string }>
      open={open}
      danger
      title={t('reverseTitle')}
      verb={t('reverse')}
      effect={<p>{t('reverseEffect', { amount: showSigned(-entry.amount) })}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => act.run({ params: { entryId: entry.id }, body })}
    >
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 4, message: t('reasonShort') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </ActDialog>
  )
}
