import { Alert, Button, Form, Input, Result, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { closePeriod, listCloses, previewClose } from '../../modules/points/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showCount, showInstant, showPeriod, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { Wizard } from '../shell/Wizard.tsx'
import { useBooks } from './books.ts'
import { CloseFigures } from './CloseFigures.tsx'
import { pointsLocale } from './locale.ts'
import { listPeriods } from './periods.ts'

type Preview = RouteReply<typeof previewClose>
type Closed = RouteReply<typeof closePeriod>

/** Check, preview in figures, confirm, result with its lines. */
export function CloseWizard() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const { book, waits } = useBooks()
  const [period, setPeriod] = useState<string>()
  const [confirming, setConfirming] = useState(false)
  const [closed, setClosed] = useState<Closed>()
  const chosen = period ?? book?.cycle
  const asked = useAsk(
    previewClose,
    book && chosen && !closed
      ? { query: { place: place.code, adoption: book.adoptionId, book: book.bookKey, period: chosen } }
      : null,
    { keep: false },
  )
  const preview = asked.data
  const act = useAct(closePeriod, setClosed)
  const back = { to: '/points/closes', label: t('closesTitle') }
  const steps = [t('closeCheck'), t('closeConfirm'), t('closeResult')]
  if (!book && !waits)
    return (
      <Wizard title={t('closeStart')} back={back} steps={steps} current={0}>
        <EmptyState
          title={t('noBook')}
          text={t('noBookHelp')}
          action={<Link to="/schemes">{t('toSchemes')}</Link>}
        />
      </Wizard>
    )
  if (closed) return <ClosedResult closed={closed} period={chosen ?? ''} steps={steps} />
  return (
    <Wizard
      title={t('closeStart')}
      intro={t('closeIntro')}
      back={back}
      steps={steps}
      current={confirming ? 1 : 0}
      foot={
        !confirming && (
          <Button
            type="primary"
            size="large"
            disabled={!preview || preview.blockers.length > 0}
            onClick={() => setConfirming(true)}
          >
            {t('toConfirm')}
          </Button>
        )
      }
    >
      {!confirming && book && <PeriodSelect cycle={book.cycle} period={chosen ?? ''} choose={setPeriod} />}
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!preview && !asked.error && <Skeleton active title={false} />}
      {preview && <CloseFigures figures={preview.figures} />}
      {preview && !confirming && <Blockers preview={preview} />}
      {preview && confirming && book && (
        <ConfirmClose
          period={chosen ?? ''}
          corrects={preview.earlier}
          busy={act.busy}
          error={act.error}
          cancel={() => setConfirming(false)}
          confirm={(correctionReason) =>
            act.run({
              body: {
                placeCode: place.code,
                adoptionId: book.adoptionId,
                bookKey: book.bookKey,
                period: chosen ?? '',
                correctionReason,
              },
            })
          }
        />
      )}
    </Wizard>
  )
}

function PeriodSelect({
  cycle,
  period,
  choose,
}: {
  cycle: string
  period: string
  choose: (period: string) => void
}) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const closes = useAsk(listCloses, { query: { place: place.code } })
  const closedYears = (closes.data ?? []).map((close) => close.period.slice(0, 4))
  const years = [...new Set([cycle, String(Number(cycle) - 1), today().slice(0, 4), ...closedYears])]
    .sort()
    .reverse()
  const kinds = ['year', 'half_year', 'quarter', 'month'] as const
  return (
    <Form layout="vertical">
      <Form.Item label={t('period')} htmlFor="close-period" className="form-body">
        <Select
          id="close-period"
          value={period}
          onChange={choose}
          options={kinds.map((kind) => ({
            label: t(`closes_${kind}`),
            options: listPeriods(kind, years, today()).map((value) => ({ value, label: showPeriod(value) })),
          }))}
        />
      </Form.Item>
    </Form>
  )
}

/** What still stands open, each with the list where it is settled. */
function Blockers({ preview }: { preview: Preview }) {
  const t = useWords(pointsLocale)
  if (preview.blockers.length === 0) return <StateTag tone="done">{t('noBlockers')}</StateTag>
  return (
    <Alert
      type="warning"
      showIcon
      title={t('blockersTitle')}
      description={
        <ul className="plain-list">
          {preview.blockers.map((blocker) => (
            <li key={blocker.code}>
              <span>
                <strong className="figure-text">{showCount(blocker.count)}</strong> {say(blocker.text)}
              </span>
              <Link to={blockerPath(blocker.code)}>{t('settleThem')}</Link>
            </li>
          ))}
        </ul>
      }
    />
  )
}

function blockerPath(code: string): string {
  if (code.includes('objection') || code.includes('disputed')) return '/publicity/objections?state=open'
  if (code.includes('public')) return '/publicity'
  if (code.includes('rectif')) return '/points/claims?state=rectifying'
  return '/points/claims?state=open'
}

interface ConfirmProps {
  period: string
  corrects: Preview['earlier']
  busy: boolean
  error: Parameters<typeof Fault>[0]['error']
  cancel: () => void
  confirm: (correctionReason: string | null) => void
}

function ConfirmClose({ period, corrects, busy, error, cancel, confirm }: ConfirmProps) {
  const t = useWords(pointsLocale)
  return (
    <Form<{ correctionReason?: string }>
      layout="vertical"
      requiredMark={false}
      className="form-body"
      onFinish={(values) => confirm(values.correctionReason ?? null)}
    >
      <p>{t('closeWarning', { period: showPeriod(period) })}</p>
      {corrects && (
        <>
          <Alert type="warning" showIcon title={t('closeAgain', { at: showInstant(corrects.closedAt) })} />
          <Form.Item
            name="correctionReason"
            label={t('correctionReason')}
            rules={[{ required: true, min: 4, message: t('reasonShort') }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </>
      )}
      <Fault error={error} />
      <div className="row-of-buttons">
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {t('closeNow', { period: showPeriod(period) })}
        </Button>
        <Button size="large" onClick={cancel} disabled={busy}>
          {t('backToCheck')}
        </Button>
      </div>
    </Form>
  )
}

function ClosedResult({ closed, period, steps }: { closed: Closed; period: string; steps: string[] }) {
  const t = useWords(pointsLocale)
  return (
    <Wizard
      title={t('closeStart')}
      back={{ to: '/points/closes', label: t('closesTitle') }}
      steps={steps}
      current={2}
    >
      <Result
        status="success"
        title={t('closeDone', { period: showPeriod(period) })}
        subTitle={t('closeNumber', { id: closed.closeId, number: closed.attempt })}
        extra={
          <div className="row-of-buttons row-centred">
            <Link to={`/points/closes/${closed.closeId}`}>
              <Button type="primary">{t('seeLines')}</Button>
            </Link>
            <Link to="/publicity/open">
              <Button>{t('toPublicise')}</Button>
            </Link>
          </div>
        }
      />
      <CloseFigures figures={closed.figures} closeId={closed.closeId} />
    </Wizard>
  )
}
