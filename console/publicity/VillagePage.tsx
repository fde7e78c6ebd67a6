import { Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getPublicRun } from '../../modules/procedures/contract.ts'
import { listPublicBoard } from '../../modules/publicity/contract.ts'
import { listStates } from '../../modules/publicity/contract-lists.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showPeriod, showRange } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section, useTitle } from '../shell/Page.tsx'
import { labelled } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { listTones, type PublicityList } from './cells.tsx'
import { publicityLocale } from './locale.ts'
import { PublicFrame } from './PublicFrame.tsx'

/** The village board without sign-in: what hangs there now, what hung before, how far the year is. */
export function VillagePage() {
  const t = useWords(publicityLocale)
  const { place = '' } = useParams()
  const [month, setMonth] = useState('')
  const board = useAsk(listPublicBoard, { params: { place }, query: month ? { month } : {} })
  const runs = useAsk(getPublicRun, { params: { place } })
  const title = board.data ? t('villageTitle', { place: board.data.placeName }) : t('villageBoard')
  useTitle(title)
  const lists = board.data?.lists ?? []
  const now = lists.filter((list) => list.state === 'open')
  const before = lists.filter((list) => list.state !== 'open')
  return (
    <PublicFrame title={title}>
      {(board.data?.months.length ?? 0) > 0 && (
        <p className="village-archive">
          <label htmlFor="archive-month">{t('archive')}</label>{' '}
          <select id="archive-month" value={month} onChange={(event) => setMonth(event.target.value)}>
            <option value="">{t('archiveNow')}</option>
            {board.data!.months.map((one) => (
              <option key={one} value={one}>
                {showPeriod(one)}
              </option>
            ))}
          </select>
        </p>
      )}
      <Fault error={board.error} again={() => void board.refetch()} />
      {!board.data && !board.error && <Skeleton active title={false} />}
      {board.data && (
        <Section title={t('onTheBoard')} flush={now.length > 0}>
          {now.length > 0 ? (
            <BoardLists place={place} lists={now} />
          ) : (
            <EmptyState title={t('boardEmpty')} text={t('boardEmptyHelp')} />
          )}
        </Section>
      )}
      {(runs.data ?? []).map((run) => (
        <PublicSteps key={`${run.schemeName.zh} ${run.cycle}`} run={run} />
      ))}
      {before.length > 0 && (
        <Section title={t('hungBefore')} flush>
          <BoardLists place={place} lists={before} />
        </Section>
      )}
    </PublicFrame>
  )
}

function BoardLists({ place, lists }: { place: string; lists: PublicityList[] }) {
  const t = useWords(publicityLocale)
  return (
    <ul className="board">
      {lists.map((list) => (
        <li key={list.id}>
          <div>
            <Link to={`/village/${place}/lists/${list.id}`}>{list.title}</Link>
            <div className="quiet">
              {showRange(list.opensOn, list.closesOn)} · {list.spot}
            </div>
          </div>
          <StateTag tone={listTones[list.state]}>
            {list.state === 'open' ? t('openFor', { count: list.daysLeft }) : say(listStates[list.state])}
          </StateTag>
        </li>
      ))}
    </ul>
  )
}

function PublicSteps({ run }: { run: RouteReply<typeof getPublicRun>[number] }) {
  const t = useWords(publicityLocale)
  const done = run.steps.filter((step) => step.state === 'done').length
  return (
    <Section
      title={t('stepsOf', {
        scheme: say(run.schemeName),
        year: showPeriod(run.cycle),
        done,
        all: run.steps.length,
      })}
    >
      <ol className="public-steps">
        {run.steps.map((step) => (
          <li key={step.position} className={`public-step-${step.state}`}>
            <span className="public-step-number">{step.position}</span>
            <span>{say(step.name)}</span>
            <span className="quiet">
              {step.doneOn ? t('doneOn', { date: showDate(step.doneOn) }) : t(`step_${step.state}`)}
            </span>
            {step.parts.length > 0 && (
              <ul className="public-step-parts">
                {step.parts.map((part) => (
                  <li key={part.name.zh}>
                    {labelled(
                      say(part.name),
                      part.doneOn ? t('doneOn', { date: showDate(part.doneOn) }) : t(`step_${part.state}`),
                    )}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
