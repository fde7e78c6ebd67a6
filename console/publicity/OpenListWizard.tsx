import { Alert, Button, Form, Input, Result, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addDays } from '../../engines/calendar/plain-date.ts'
import type { RouteReply } from '../../engines/contract/route.ts'
import {
  openPointsPublicity,
  previewPublicity,
  returnBeyondQuota,
} from '../../modules/points/contract-publicity.ts'
import { useBooks } from '../points/books.ts'
import type { Book } from '../points/claim-state.ts'
import { listPeriods } from '../points/periods.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPeriod, showSigned, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { Wizard } from '../shell/Wizard.tsx'
import { publicityLocale } from './locale.ts'

type Preview = RouteReply<typeof previewPublicity>
type Opened = RouteReply<typeof openPointsPublicity>

/** Preview what would hang on the board, say where and from when, publicise, take the receipt. */
export function OpenListWizard() {
  const t = useWords(publicityLocale)
  const { book, waits } = useBooks()
  const [opened, setOpened] = useState<Opened>()
  const back = { to: '/publicity', label: t('title') }
  const steps = [t('stepPreview'), t('stepResult')]
  if (opened)
    return (
      <Wizard title={t('openList')} back={back} steps={steps} current={1}>
        <Result
          status="success"
          title={t('listOpened', { count: opened.lines })}
          subTitle={t('listCloses', { date: showDate(opened.closesOn) })}
          extra={
            <div className="row-of-buttons row-centred">
              <Link to={`/publicity/${opened.listId}/print`}>
                <Button type="primary">{t('printList')}</Button>
              </Link>
              <Link to={`/publicity/${opened.listId}`}>
                <Button>{t('seeList')}</Button>
              </Link>
            </div>
          }
        />
      </Wizard>
    )
  return (
    <Wizard title={t('openList')} intro={t('openIntro')} back={back} steps={steps} current={0}>
      {book && <PreviewStep book={book} opened={setOpened} />}
      {!book && !waits && (
        <EmptyState
          title={t('noBook')}
          text={t('noBookHelp')}
          action={<Link to="/schemes">{t('toSchemes')}</Link>}
        />
      )}
    </Wizard>
  )
}

function PreviewStep({ book, opened }: { book: Book; opened: (reply: Opened) => void }) {
  const t = useWords(publicityLocale)
  const place = usePlace()
  const years = [today().slice(0, 4), String(Number(today().slice(0, 4)) - 1)]
  const lists = [
    { list: 'entries' as const, label: t('entriesList'), kind: book.entriesPeriod },
    ...(book.totalsPeriod
      ? [{ list: 'totals' as const, label: t('totalsList'), kind: book.totalsPeriod }]
      : []),
  ]
  const [list, setList] = useState<'entries' | 'totals'>('entries')
  const periodsOf = (name: 'entries' | 'totals') =>
    listPeriods(lists.find((one) => one.list === name)!.kind, years, today())
  const [period, setPeriod] = useState(periodsOf('entries')[0]!)
  const asked = useAsk(
    previewPublicity,
    { query: { place: place.code, adoption: book.adoptionId, book: book.bookKey, list, period } },
    { keep: false },
  )
  const preview = asked.data
  const act = useAct(openPointsPublicity, opened)
  const keptBack = preview?.quotas.filter(({ reaction }) => reaction === 'refuse') ?? []
  const listed = keptBack.reduce((rest, { claims }) => rest - claims, preview?.ready ?? 0)
  return (
    <Form<{ opensOn: string; spot: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ opensOn: today(), spot: localStorage.getItem(`shanzhi.spot.${place.code}`) ?? '' }}
      onFinish={({ opensOn, spot }) => {
        localStorage.setItem(`shanzhi.spot.${place.code}`, spot)
        act.run({
          body: {
            placeCode: place.code,
            adoptionId: book.adoptionId,
            bookKey: book.bookKey,
            list,
            period,
            opensOn,
            spot,
          },
        })
      }}
    >
      <Form.Item label={t('whichList')} htmlFor="publicity-list" className="form-body">
        <Select
          id="publicity-list"
          value={list}
          onChange={(name) => {
            setList(name)
            setPeriod(periodsOf(name)[0]!)
          }}
          options={lists.map((one) => ({ value: one.list, label: one.label }))}
        />
      </Form.Item>
      <Form.Item label={t('period')} htmlFor="publicity-period" className="form-body">
        <Select
          id="publicity-period"
          value={period}
          onChange={setPeriod}
          options={periodsOf(list).map((value) => ({ value, label: showPeriod(value) }))}
        />
      </Form.Item>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!preview && !asked.error && <Skeleton active title={false} />}
      {preview && <PreviewFigures preview={preview} />}
      {preview?.quotas.map((quota) => (
        <QuotaNotice
          key={quota.period}
          quota={quota}
          book={book}
          listPeriod={period}
          returned={() => void asked.refetch()}
        />
      ))}
      {preview && (
        <div className="form-body">
          <OpenFields days={preview.days} />
          <Fault error={act.error} />
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={listed === 0}>
            {t('publiciseNow', { count: listed })}
          </Button>
        </div>
      )}
    </Form>
  )
}

function PreviewFigures({ preview }: { preview: Preview }) {
  const t = useWords(publicityLocale)
  const left = preview.stillInReview + preview.stillRectifying
  return (
    <>
      <Figures
        items={[
          { label: t('lines'), value: showCount(preview.ready), to: '/points/claims?state=approved' },
          { label: t('households'), value: showCount(preview.households) },
          { label: t('plus'), value: showSigned(preview.plus) },
          { label: t('minus'), value: showSigned(-Math.abs(preview.minus)) },
        ]}
      />
      {left > 0 && (
        <Alert
          type="info"
          showIcon
          className="form-notice"
          title={t('notIncluded', { review: preview.stillInReview, rectifying: preview.stillRectifying })}
          action={<Link to="/points/claims?state=open">{t('lookAtThem')}</Link>}
        />
      )}
    </>
  )
}

/** How many households may still get awards, and a way back for those beyond. */
function QuotaNotice({
  quota,
  book,
  listPeriod,
  returned,
}: {
  quota: Preview['quotas'][number]
  book: Book
  listPeriod: string
  returned: () => void
}) {
  const t = useWords(publicityLocale)
  const place = usePlace()
  const act = useAct(returnBeyondQuota, returned)
  const { period, households, places, taken, added, beyond, claims, reaction } = quota
  const refused = beyond > 0 && reaction === 'refuse'
  const send = () =>
    act.run({
      body: { placeCode: place.code, adoptionId: book.adoptionId, bookKey: book.bookKey, period: listPeriod },
    })
  return (
    <>
      <Alert
        type={beyond > 0 ? 'warning' : 'info'}
        showIcon
        className="form-notice"
        title={t('quotaStands', { period: showPeriod(period), households, places, taken, added })}
        description={beyond > 0 && t(refused ? 'quotaBeyond' : 'quotaWarns', { beyond, claims })}
        action={
          refused && (
            <Button loading={act.busy} onClick={send}>
              {t('returnToReview')}
            </Button>
          )
        }
      />
      <Fault error={act.error} />
    </>
  )
}

function OpenFields({ days }: { days: number }) {
  const t = useWords(publicityLocale)
  const opensOn = Form.useWatch<string | undefined>('opensOn')
  return (
    <>
      <Form.Item
        name="opensOn"
        label={t('opensOn')}
        extra={opensOn && t('daysHelp', { days, date: showDate(addDays(opensOn, Math.max(days, 1) - 1)) })}
        rules={[{ required: true, message: t('dayMissing') }]}
      >
        <DateField />
      </Form.Item>
      <Form.Item
        name="spot"
        label={t('spot')}
        extra={t('spotHelp')}
        rules={[{ required: true, min: 2, message: t('spotMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </>
  )
}
