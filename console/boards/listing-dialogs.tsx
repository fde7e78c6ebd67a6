import { Checkbox, Form, Input, Radio, Select } from 'antd'
import type { RouteReply } from '../../engines/contract/route.ts'
import {
  askTakeDown,
  assignHelp,
  decideListing,
  type getListing,
  recordHelp,
  referListing,
} from '../../modules/boards/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { boardsLocale } from './locale.ts'

interface DialogProps {
  listing: RouteReply<typeof getListing>
  open: boolean
  close: () => void
}

/** The counts of a referral's conditions, as the words ask for them. */
export function countsOf({
  listings,
  listingsNeeded,
  teachings,
  teachingsNeeded,
}: NonNullable<DialogProps['listing']['referral']>) {
  return { listings, listingsNeeded, teachings, teachingsNeeded }
}

export function DecideDialog({ listing, open, close }: DialogProps) {
  const t = useWords(boardsLocale)
  const act = useAct(decideListing, close)
  return (
    <ActDialog<{ decision: 'list' | 'refuse'; panel: string[]; note?: string }>
      {...{ open, close }}
      title={t('decide')}
      verb={t('decide')}
      busy={act.busy}
      error={act.error}
      onSubmit={({ note = '', ...values }) =>
        act.run({
          params: { listingId: listing.id },
          body: { ...values, note, revision: listing.revision },
        })
      }
    >
      <Form.Item
        name="decision"
        label={t('outcome')}
        rules={[{ required: true, message: t('outcomeMissing') }]}
      >
        <Radio.Group
          options={[
            { value: 'list', label: t('list') },
            { value: 'refuse', label: t('refuse') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="panel"
        label={t('panel')}
        extra={t('panelHelp')}
        rules={[{ required: true, message: t('panelMissing') }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
      <Form.Item name="note" label={t('note')} extra={t('noteHelp')}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </ActDialog>
  )
}

export function AssignDialog({ listing, open, close }: DialogProps) {
  const t = useWords(boardsLocale)
  const act = useAct(assignHelp, close)
  return (
    <ActDialog<{ assistant: string; plan: string }>
      {...{ open, close }}
      title={t('assign')}
      verb={t('assign')}
      initial={{
        ...(listing.assistant ? { assistant: listing.assistant } : {}),
        ...(listing.plan ? { plan: listing.plan } : {}),
      }}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) =>
        act.run({ params: { listingId: listing.id }, body: { ...values, revision: listing.revision } })
      }
    >
      <Form.Item
        name="assistant"
        label={t('assistant')}
        rules={[{ required: true, min: 2, message: t('assistantMissing') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name="plan"
        label={t('plan')}
        rules={[{ required: true, min: 4, message: t('planMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}

const outcomes = ['help', 'taught_changed', 'taught_unchanged'] as const

export function HelpDialog({ listing, open, close }: DialogProps) {
  const t = useWords(boardsLocale)
  const act = useAct(recordHelp, close)
  return (
    <ActDialog<{ heldOn: string; text: string; outcome: (typeof outcomes)[number] }>
      {...{ open, close }}
      title={t('recordHelp')}
      verb={t('recordHelp')}
      initial={{ heldOn: today(), outcome: 'help' }}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) => act.run({ params: { listingId: listing.id }, body: values })}
    >
      <Form.Item name="heldOn" label={t('heldOn')} rules={[{ required: true, message: t('dayMissing') }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item name="outcome" label={t('outcome')}>
        <Radio.Group options={outcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('text')}
        rules={[{ required: true, min: 4, message: t('textMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}

const media = ['oral', 'phone', 'paper'] as const

interface Asking {
  name: string
  relation: string
  medium: (typeof media)[number]
  reason: string
}

/** A request that came by word of mouth, by telephone or on paper. */
export function RequestDialog({ listing, open, close }: DialogProps) {
  const t = useWords(boardsLocale)
  const act = useAct(askTakeDown, close)
  return (
    <ActDialog<Asking>
      {...{ open, close }}
      title={t('recordRequest')}
      verb={t('recordRequest')}
      initial={{ medium: 'oral' }}
      busy={act.busy}
      error={act.error}
      onSubmit={({ name, relation, medium, reason }) =>
        act.run({
          body: {
            subject: { kind: 'mended', listingId: listing.id },
            ...{ reason, medium },
            proxy: { name, relation, reason: t(`medium_${medium}`), readBack: true, signatureFileId: null },
          },
        })
      }
    >
      <div className="form-row">
        <Form.Item name="name" label={t('asker')} rules={[{ required: true, message: t('askerMissing') }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name="relation"
          label={t('relation')}
          rules={[{ required: true, message: t('relationMissing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
      </div>
      <Form.Item name="medium" label={t('medium')}>
        <Select options={media.map((value) => ({ value, label: t(`medium_${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
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

export function ReferDialog({ listing, open, close }: DialogProps) {
  const t = useWords(boardsLocale)
  const act = useAct(referListing, close)
  return (
    <ActDialog<{ authority: string; suspicion: string; evidence?: string[] }>
      {...{ open, close }}
      title={t('refer')}
      verb={t('refer')}
      danger
      effect={
        <>
          <p>{t('referEffect')}</p>
          {listing.referral && <p>{t('counts', countsOf(listing.referral))}</p>}
        </>
      }
      busy={act.busy}
      error={act.error}
      onSubmit={({ evidence = [], ...values }) =>
        act.run({ params: { listingId: listing.id }, body: { ...values, evidence } })
      }
    >
      <Form.Item
        name="authority"
        label={t('authority')}
        rules={[{ required: true, min: 2, message: t('authorityMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="suspicion"
        label={t('suspicion')}
        rules={[{ required: true, message: t('suspicionMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')}>
        <EvidenceField purpose="evidence" placeCode={listing.placeCode} />
      </Form.Item>
    </ActDialog>
  )
}
