import { Button, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { listBoards, resolveRanks } from '../../modules/boards/contract.ts'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showRange } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts, Page, Section } from '../shell/Page.tsx'
import { labelled } from '../shell/phrases.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { boardsLocale } from './locale.ts'

type Board = RouteReply<typeof listBoards>[number]

/** The boards of the village's schemes, each with its newest edition and the way to the next. */
export function BoardsPage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const may = useMay()
  const asked = useAsk(listBoards, { query: { place: place.code } })
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <>
          {may('boards.read_all') && (
            <>
              <Link to="/boards/listings">{t('listings')}</Link>
              <Link to="/boards/requests">{t('requests')}</Link>
            </>
          )}
          {may('boards.broadcast') && <Link to="/boards/broadcasts">{t('broadcasts')}</Link>}
        </>
      }
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data?.length === 0 && (
        <Section>
          <EmptyState
            title={t('none')}
            text={t('noneHelp')}
            action={<Link to="/schemes">{t('toSchemes')}</Link>}
          />
        </Section>
      )}
      {asked.data?.map((board) => (
        <BoardCard key={`${board.adoptionId} ${board.key}`} board={board} />
      ))}
    </Page>
  )
}

function BoardCard({ board }: { board: Board }) {
  const t = useWords(boardsLocale)
  const may = useMay()
  const [resolving, setResolving] = useState(false)
  return (
    <Section
      title={say(board.name)}
      extra={
        <div className="row-of-buttons">
          {board.kind === 'ranks' && may('boards.resolve_ranks') && (
            <Button onClick={() => setResolving(true)}>{t(board.shown ? 'ranksHide' : 'ranksShow')}</Button>
          )}
          {may('boards.publish') && board.shown && (
            <Link to={`/boards/make/${board.adoptionId}/${board.key}`}>
              <Button type="primary" aria-label={t('makeTitle', { board: say(board.name) })}>
                {t('make')}
              </Button>
            </Link>
          )}
        </div>
      }
    >
      <Facts
        items={[
          [t('where'), say(board.where)],
          [t('duty'), board.duty],
          [t('days'), t('daysValue', { count: board.days })],
          [t('answerDays'), t('daysValue', { count: board.answerDays })],
          [
            t('latest'),
            board.latest ? (
              <Link key="latest" to={`/publicity/${board.latest.listId}`}>
                {labelled(board.latest.title, showRange(board.latest.opensOn, board.latest.closesOn))}
              </Link>
            ) : (
              t('notYet')
            ),
          ],
        ]}
      />
      <RanksDialog board={board} open={resolving} close={() => setResolving(false)} />
    </Section>
  )
}

function RanksDialog({ board, open, close }: { board: Board; open: boolean; close: () => void }) {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const resolutions = useAsk(listResolutions, open ? { query: { place: place.code } } : null)
  const act = useAct(resolveRanks, close)
  return (
    <ActDialog<{ resolutionId: string }>
      open={open}
      title={say(board.name)}
      verb={t(board.shown ? 'ranksHide' : 'ranksShow')}
      effect={<p>{t('ranksEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ resolutionId }) =>
        act.run({
          body: {
            placeCode: place.code,
            adoptionId: board.adoptionId,
            boardKey: board.key,
            shown: !board.shown,
            resolutionId,
          },
        })
      }
    >
      <Form.Item
        name="resolutionId"
        label={t('resolution')}
        rules={[{ required: true, message: t('resolutionMissing') }]}
      >
        <Select
          options={(resolutions.data ?? [])
            .filter((one) => one.passed)
            .map((one) => ({ value: one.id, label: labelled(one.title, showDate(one.heldOn)) }))}
        />
      </Form.Item>
    </ActDialog>
  )
}
