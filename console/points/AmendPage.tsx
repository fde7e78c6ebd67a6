import { Form, Input } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { amendClaim, getClaim } from '../../modules/points/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { FormPage } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed, labelled } from '../shell/phrases.ts'
import { useBooks } from './books.ts'
import type { ClaimDetail } from './claim-state.ts'
import { PointsFields } from './DeclareFields.tsx'
import { pointsLocale } from './locale.ts'

interface Amendment {
  quantity?: number
  proposed?: number | null
  occurredOn: string
  happenedAt?: string
  reason: string
  evidence: string[]
}

/** A returned claim put right and sent again; what was said at its return stands above. */
export function AmendPage() {
  const { claimId = '' } = useParams()
  const asked = useAsk(getClaim, { params: { claimId } }, { keep: false })
  if (!asked.data) return <Fault error={asked.error} again={() => void asked.refetch()} />
  return <AmendForm claim={asked.data} />
}

function AmendForm({ claim }: { claim: ClaimDetail }) {
  const t = useWords(pointsLocale)
  const navigate = useNavigate()
  const { books } = useBooks(claim.occurredOn)
  const item = books.flatMap((book) => book.items).find((one) => one.key === claim.itemKey)
  const act = useAct(amendClaim, (reply) => void navigate(`/points/claims/${reply.id}`))
  const returned = claim.timeline.filter((event) => event.kind.includes('return')).at(-1)
  return (
    <FormPage<Amendment>
      title={t('amendTitle', { item: say(claim.itemName) })}
      intro={
        returned && labelled(bracketed(say(returned.text), returned.who), String(returned.detail.note ?? ''))
      }
      back={{ to: `/points/claims/${claim.id}`, label: t('claim') }}
      draftKey={`amend.${claim.id}`}
      initial={{
        quantity: claim.quantity,
        proposed: claim.proposed,
        occurredOn: claim.occurredOn,
        happenedAt: claim.happenedAt,
        reason: claim.reason,
        evidence: claim.evidence,
      }}
      submit={t('sendAgain')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) =>
        act.run({
          params: { claimId: claim.id },
          body: {
            revision: claim.revision,
            quantity: values.quantity ?? claim.quantity,
            proposed: item?.kind === 'range' ? (values.proposed ?? claim.proposed) : null,
            occurredOn: values.occurredOn,
            happenedAt: values.happenedAt ?? '',
            reason: values.reason,
            evidence: values.evidence,
          },
        })
      }
    >
      {item && <PointsFields item={item} />}
      <div className="form-row">
        <Form.Item
          name="occurredOn"
          label={t('occurredOn')}
          rules={[{ required: true, message: t('dayMissing') }]}
        >
          <DateField max={today()} />
        </Form.Item>
        <Form.Item name="happenedAt" label={t('happenedAt')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 2, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')}>
        <EvidenceField
          purpose="evidence"
          placeCode={claim.placeCode}
          {...(claim.householdId ? { householdId: claim.householdId } : {})}
        />
      </Form.Item>
    </FormPage>
  )
}
