import { Button, Form, Result, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { listBoards, previewBoard, publishBoard } from '../../modules/boards/contract.ts'
import { listPeriods } from '../points/periods.ts'
import { LinesTable } from '../publicity/cells.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPeriod, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Across } from '../shell/Page.tsx'
import { usePlace } from '../shell/session.tsx'
import { Wizard } from '../shell/Wizard.tsx'
import { boardsLocale } from './locale.ts'

type Board = RouteReply<typeof listBoards>[number]
type Published = RouteReply<typeof publishBoard>

/** Preview who would stand on a board, publish it, take the receipt. */
export function MakeBoardWizard() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const { adoptionId = '', boardKey = '' } = useParams()
  const asked = useAsk(listBoards, { query: { place: place.code } })
  const [made, setMade] = useState<Published>()
  const board = asked.data?.find((one) => one.adoptionId === adoptionId && one.key === boardKey)
  return (
    <Wizard
      title={board ? t('makeTitle', { board: say(board.name) }) : t('make')}
      back={{ to: '/boards', label: t('title') }}
      steps={[t('stepPreview'), t('stepResult')]}
      current={made ? 1 : 0}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!board && !asked.error && <Skeleton active title={false} />}
      {board && !made && <PreviewStep board={board} made={setMade} />}
      {made && <Receipt made={made} />}
    </Wizard>
  )
}

function Receipt({ made }: { made: Published }) {
  const t = useWords(boardsLocale)
  return (
    <Result
      status="success"
      title={t('published', { count: made.lines })}
      subTitle={t('publishedUntil', { date: showDate(made.closesOn) })}
      extra={
        <div className="row-of-buttons row-centred">
          <Link to={`/publicity/${made.listId}/print`}>
            <Button type="primary">{t('printBoard')}</Button>
          </Link>
          <Link to={`/publicity/${made.listId}`}>
            <Button>{t('seeBoard')}</Button>
          </Link>
          <Link to={`/boards/broadcasts/new?list=${made.listId}`}>
            <Button>{t('speakBoard')}</Button>
          </Link>
        </div>
      }
    />
  )
}

function PreviewStep({ board, made }: { board: Board; made: (reply: Published) => void }) {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const year = Number(today().slice(0, 4))
  const periods = board.period ? listPeriods(board.period, [String(year), String(year - 1)], today()) : []
  const [period, setPeriod] = useState(periods[1] ?? periods[0] ?? today().slice(0, 7))
  const [opensOn, setOpensOn] = useState(today())
  const of = { place: place.code, adoption: board.adoptionId, board: board.key, period, opensOn }
  const asked = useAsk(previewBoard, { query: of }, { keep: false })
  const act = useAct(publishBoard, made)
  const preview = asked.data
  return (
    <>
      <Form layout="vertical" requiredMark={false} className="form-body">
        {board.period && (
          <Form.Item label={t('period')} htmlFor="board-period">
            <Select
              id="board-period"
              value={period}
              onChange={setPeriod}
              options={periods.map((value) => ({ value, label: showPeriod(value) }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('opensOn')} htmlFor="board-opens">
          <DateField id="board-opens" value={opensOn} onChange={(day) => day && setOpensOn(day)} />
        </Form.Item>
      </Form>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!preview && !asked.error && <Skeleton active title={false} />}
      {preview && (
        <>
          <Figures
            items={[
              { label: t('lines'), value: showCount(preview.lines.length) },
              { label: t('leftMinors'), value: showCount(preview.leftOut.minors) },
              { label: t('leftAsked'), value: showCount(preview.leftOut.asked) },
              { label: t('earlier'), value: showCount(preview.earlier) },
            ]}
          />
          <h2>{preview.title}</h2>
          <Across label={preview.title}>
            <LinesTable
              columns={preview.columns}
              rows={preview.lines.map((line) => ({
                ...line,
                id: String(line.position),
                disputed: false,
                own: false,
              }))}
              positionTitle={t('position')}
            />
          </Across>
          <Fault error={act.error} />
          <Button
            type="primary"
            size="large"
            loading={act.busy}
            disabled={preview.lines.length === 0}
            onClick={() =>
              act.run({
                body: {
                  placeCode: place.code,
                  adoptionId: board.adoptionId,
                  boardKey: board.key,
                  period,
                  opensOn,
                },
              })
            }
          >
            {t('publish', { count: preview.lines.length })}
          </Button>
        </>
      )}
    </>
  )
}
