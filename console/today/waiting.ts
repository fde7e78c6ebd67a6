import { daysBetween } from '../../engines/calendar/plain-date.ts'
import { getInbox } from '../../modules/points/contract.ts'
import { getRun } from '../../modules/procedures/contract.ts'
import { listObjections, listPublicity } from '../../modules/publicity/contract.ts'
import { useBooks } from '../points/books.ts'
import { useAsk } from '../shell/api.ts'
import { showDay, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { todayLocale } from './locale.ts'

export interface Waiting {
  key: string
  /** What waits, in words; its figure stands apart. */
  text: string
  count: number | null
  to: string
  verb: string
  /** Days until it is due, negative when late; null where no day is set. */
  daysLeft: number | null
  due: string | null
}

/** Everything that waits for this person at this place, the most urgent first. */
export function useWaiting(): { rows: Waiting[]; waits: boolean } {
  const parts = [useInboxWaiting(), usePublicityWaiting(), useStepWaiting()]
  const urgency = (row: Waiting) => row.daysLeft ?? 1000
  return {
    rows: parts.flatMap((part) => part.rows).sort((a, b) => urgency(a) - urgency(b)),
    waits: parts.some((part) => part.waits),
  }
}

interface Part {
  rows: Waiting[]
  waits: boolean
}

function useInboxWaiting(): Part {
  const t = useWords(todayLocale)
  const place = usePlace()
  const may = useMay()
  const asked = useAsk(getInbox, may('points.read') ? { query: { place: place.code } } : null)
  const inbox = asked.data
  if (!inbox) return { rows: [], waits: asked.isLoading }
  const plain = { daysLeft: null, due: null }
  const rows: Waiting[] = inbox.steps
    .filter((step) => step.mine && step.waiting > 0)
    .map((step) => ({
      ...plain,
      key: step.key,
      text: t('stepWaits', { step: say(step.name) }),
      count: step.waiting,
      to: `/points/inbox?step=${step.key}`,
      verb: t('review'),
    }))
  const add = (
    row: Pick<Waiting, 'key' | 'text' | 'to' | 'verb'> & { count: number },
    daysLeft: number | null = null,
  ) => {
    if (row.count > 0) rows.push({ ...plain, ...row, daysLeft })
  }
  add(
    {
      key: 'overdue',
      text: t('rectifyingOverdue'),
      count: inbox.rectifyingOverdue,
      to: '/points/claims?state=rectifying',
      verb: t('recordResult'),
    },
    -1,
  )
  if (may('points.publicise'))
    add({
      key: 'approved',
      text: t('toPublicise'),
      count: inbox.approved,
      to: '/publicity/open',
      verb: t('publicise'),
    })
  return { rows, waits: false }
}

function usePublicityWaiting(): Part {
  const t = useWords(todayLocale)
  const place = usePlace()
  const may = useMay()
  const lists = useAsk(
    listPublicity,
    may('publicity.read') ? { query: { place: place.code, state: 'open', pageSize: 50 } } : null,
  )
  const closed = useAsk(
    listPublicity,
    may('publicity.settle') ? { query: { place: place.code, state: 'closed', pageSize: 50 } } : null,
  )
  const objections = useAsk(
    listObjections,
    may('publicity.answer') ? { query: { place: place.code, state: 'open', pageSize: 1 } } : null,
  )
  const open = (lists.data?.rows ?? []).map((list) => ({
    key: list.id,
    text: t('publicityRuns', { title: list.title, closesOn: showDay(list.closesOn) }),
    count: list.lines,
    to: `/publicity/${list.id}`,
    verb: t('look'),
    daysLeft: daysBetween(today(), list.closesOn),
    due: list.closesOn,
  }))
  const settle = (closed.data?.rows ?? []).map((list) => ({
    key: list.id,
    text: t('publicityOver', { title: list.title }),
    count: list.lines,
    to: `/publicity/${list.id}`,
    verb: t('settle'),
    daysLeft: 0,
    due: list.closesOn,
  }))
  const count = objections.data?.total ?? 0
  const answer: Waiting[] =
    count > 0
      ? [
          {
            key: 'objections',
            text: t('objectionsWait'),
            count,
            to: '/publicity/objections?state=open',
            verb: t('answer'),
            daysLeft: 0,
            due: null,
          },
        ]
      : []
  return { rows: [...answer, ...settle, ...open], waits: lists.isLoading || objections.isLoading }
}

/** The next of the twelve steps, where this person may do it. */
function useStepWaiting(): Part {
  const t = useWords(todayLocale)
  const place = usePlace()
  const { book, waits } = useBooks()
  const asked = useAsk(
    getRun,
    book ? { query: { place: place.code, adoption: book.adoptionId, cycle: book.cycle } } : null,
  )
  const next = asked.data?.steps.find((step) => step.state === 'ready' && step.mayDo)
  const rows: Waiting[] = next
    ? [
        {
          key: next.key,
          text: t('nextStep', { position: next.position, name: say(next.name) }),
          count: null,
          to: `/procedures?step=${next.key}`,
          verb: t('doStep'),
          daysLeft: null,
          due: null,
        },
      ]
    : []
  return { rows, waits: waits || asked.isLoading }
}
