import { Button, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { getRun, startRun } from '../../modules/procedures/contract.ts'
import { useBooks } from '../points/books.ts'
import type { Book } from '../points/claim-state.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { DoStepDialog } from './DoStepDialog.tsx'
import { proceduresLocale } from './locale.ts'
import type { Part, Run, Step } from './run.ts'
import { StepRow } from './StepRow.tsx'
import './procedures.css'

/** The twelve steps of a year: none can be skipped, each leaves its evidence, all villagers see them. */
export function ProceduresPage() {
  const t = useWords(proceduresLocale)
  const { book, waits } = useBooks()
  if (!book)
    return (
      <Page title={t('title')}>
        <Section>
          {!waits && (
            <EmptyState
              title={t('noBook')}
              text={t('noBookHelp')}
              action={<Link to="/schemes">{t('toSchemes')}</Link>}
            />
          )}
        </Section>
      </Page>
    )
  return <ProceduresOf book={book} />
}

function ProceduresOf({ book }: { book: Book }) {
  const t = useWords(proceduresLocale)
  const place = usePlace()
  const [params, setParams] = useSearchParams()
  const cycle = params.get('cycle') ?? book.cycle
  const asked = useAsk(
    getRun,
    { query: { place: place.code, adoption: book.adoptionId, cycle } },
    { keep: false },
  )
  const run = asked.data
  const missing = asked.error?.status === 404
  return (
    <Page
      title={run ? say(run.name) : t('title')}
      intro={t('intro')}
      actions={
        <>
          <Select
            aria-label={t('year')}
            value={cycle}
            onChange={(value) => setParams({ cycle: value })}
            options={[...new Set([cycle, ...(run?.cycles ?? [])])].map((value) => ({
              value,
              label: showPeriod(value),
            }))}
          />
          <Link to={`/village/${place.code}`}>{t('asVillagersSee')}</Link>
        </>
      }
    >
      {!missing && <Fault error={asked.error} again={() => void asked.refetch()} />}
      {missing && <NotStarted book={book} cycle={cycle} />}
      {!run && !asked.error && <Skeleton active title={false} paragraph={{ rows: 12 }} />}
      {run && <Steps run={run} />}
    </Page>
  )
}

function Steps({ run }: { run: Run }) {
  const t = useWords(proceduresLocale)
  const [doing, setDoing] = useState<{ step: Step; part?: Part }>()
  return (
    <>
      <div className="steps-progress">
        <div
          className="steps-bar"
          role="progressbar"
          aria-label={t('progress')}
          aria-valuenow={run.doneCount}
          aria-valuemin={0}
          aria-valuemax={run.steps.length}
        >
          {run.steps.map((step) => (
            <span key={step.key} className={`steps-part steps-part-${step.state}`} />
          ))}
        </div>
        <span className="figure-text">{t('doneOf', { done: run.doneCount, all: run.steps.length })}</span>
      </div>
      <ol className="steps">
        {run.steps.map((step) => (
          <StepRow
            key={step.key}
            step={step}
            start={(part) => setDoing({ step, ...(part ? { part } : {}) })}
          />
        ))}
      </ol>
      {doing && (
        <DoStepDialog run={run} step={doing.step} part={doing.part} close={() => setDoing(undefined)} />
      )}
    </>
  )
}

function NotStarted({ book, cycle }: { book: Book; cycle: string }) {
  const t = useWords(proceduresLocale)
  const place = usePlace()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const act = useAct(startRun, () => setOpen(false))
  return (
    <Section>
      <EmptyState
        title={t('notStarted', { year: showPeriod(cycle) })}
        text={t('notStartedHelp')}
        action={
          may('procedures.do') && (
            <Button type="primary" onClick={() => setOpen(true)}>
              {t('start')}
            </Button>
          )
        }
      />
      <ActDialog<{ startedOn: string }>
        open={open}
        title={t('startTitle', { year: showPeriod(cycle) })}
        verb={t('start')}
        initial={{ startedOn: today() }}
        busy={act.busy}
        error={act.error}
        close={() => setOpen(false)}
        onSubmit={({ startedOn }) =>
          act.run({ body: { placeCode: place.code, adoptionId: book.adoptionId, cycle, startedOn } })
        }
      >
        <Form.Item name="startedOn" label={t('startedOn')} rules={[{ required: true }]}>
          <DateField max={today()} />
        </Form.Item>
      </ActDialog>
    </Section>
  )
}
