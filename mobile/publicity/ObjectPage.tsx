import { type FormEvent, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { getPublicity, listObjections, raiseObjection } from '../../modules/publicity/contract.ts'
import { PhotoPicker } from '../claims/PhotoPicker.tsx'
import { saveAct, useActs } from '../outbox/phone-outbox.ts'
import { addressOf } from '../shell/call-server.ts'
import { Field, FormFaults, Note } from '../shell/Field.tsx'
import { makeKey } from '../shell/make-key.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate } from '../shell/say-figures.ts'
import { may } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import type { Column, Line, PublicityList } from './publicity-list.ts'
import './publicity.css'
import { sayCell } from './say-cell.ts'
import { AskForm } from './TakeDown.tsx'

/** One line of a list, and the way to object to it. An objection holds this line and no other. */
export function ObjectPage() {
  const { t } = useTexts()
  const { listId = '', lineId = '' } = useParams()
  const [query] = useSearchParams()
  const read = useRead(getPublicity, {
    params: { listId },
    query: { search: query.get('search') ?? '', page: Number(query.get('page') ?? 1), pageSize: 100 },
  })
  return (
    <Screen title={t('object.title')} back={`/boards/${listId}`}>
      <Reading of={read}>
        {(list) => {
          const line = list.rows.find((one) => one.id === lineId)
          if (!line) return <Empty icon="board" title={t('object.line_gone')} />
          return <WithLine list={list} line={line} columns={list.columns} />
        }}
      </Reading>
    </Screen>
  )
}

function WithLine({ list, line, columns }: { list: PublicityList; line: Line; columns: readonly Column[] }) {
  const { t, say } = useTexts()
  const me = useMe()
  const mine = useRead(
    listObjections,
    { query: { place: list.placeCode, mine: true, state: 'all', pageSize: 100 } },
    { keep: true, enabled: may(me, 'publicity.object') },
  )
  const raised = mine.data?.rows.find((one) => one.lineId === line.id)
  const unsent = useActs().find(
    (act) => act.kind === 'object' && act.state !== 'sent' && act.request.body.lineId === line.id,
  )
  return (
    <div className="stack">
      <section className="card stack">
        <p className="faint">
          {list.title} · {t('object.line', { position: line.position })}
        </p>
        <dl className="facts">
          {columns.map((column) => (
            <div key={column.key} style={{ display: 'contents' }}>
              <dt>{say(column.title)}</dt>
              <dd>{sayCell(line, column)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {line.own && list.kind === 'board' && (
        <section className="card">
          <AskForm
            subject={{ kind: 'privacy', listId: list.id, lineId: line.id }}
            name={list.title}
            ask={t('mine.ask_privacy')}
          />
        </section>
      )}
      {raised ? (
        <Note kind={raised.state === 'open' ? 'amber' : 'plain'} icon="info">
          <strong>{t(`object.state_${raised.state}`)}</strong>
          <p>{raised.reason}</p>
          {raised.answer ? <p>{t('object.answer', { answer: raised.answer })}</p> : null}
        </Note>
      ) : unsent ? (
        <Note kind="amber" icon="phone">
          {t('object.unsent')}
        </Note>
      ) : list.state === 'open' && may(me, 'publicity.object') ? (
        <ObjectForm list={list} line={line} columns={columns} />
      ) : (
        <Note kind="plain" icon="info">
          {t('object.closed', { date: sayDate(list.closesOn) })}
        </Note>
      )}
    </div>
  )
}

function ObjectForm({
  list,
  line,
  columns,
}: {
  list: PublicityList
  line: Line
  columns: readonly Column[]
}) {
  const { t } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([])
  const [fault, setFault] = useState<string>()
  const [round, setRound] = useState(0)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRound(round + 1)
    if (reason.trim().length < 4) return setFault(t('object.reason_fault'))
    const first = columns[0]
    const name = `${list.title} · ${first ? sayCell(line, first) : line.position}`
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: me.householdId ?? me.accountId,
        placeCode: list.placeCode,
        kind: 'object',
        title: { zh: name, en: name },
        forName: '',
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: addressOf(raiseObjection, { listId: list.id }),
          body: { lineId: line.id, reason: reason.trim(), evidence: [], medium: 'app', proxy: null },
        },
        photos: photos.map((photo) => ({ id: photo.id, goesTo: 'evidence' as const })),
        base: null,
      },
      photos,
    )
    navigate('/outbox', { replace: true })
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <FormFaults round={round} title={t('claim.faults')} faults={fault ? [fault] : []} />
      <Note kind="plain" icon="info">
        {t('object.what_happens')}
      </Note>
      <Field label={t('object.reason')} help={t('object.reason_help')} fault={fault}>
        <textarea
          rows={4}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setFault(undefined)
          }}
        />
      </Field>
      <PhotoPicker label={t('photo.optional')} photos={photos} onChange={setPhotos} />
      <button type="submit" className="button button-wide">
        {t('object.submit')}
      </button>
    </form>
  )
}
