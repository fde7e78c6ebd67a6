import { Link } from 'react-router'
import { listObjections, listPublicity } from '../../modules/publicity/contract.ts'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate, sayDay } from '../shell/say-figures.ts'
import { may } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import '../claims/claims.css'
import type { PublicityList } from './publicity-list.ts'
import './publicity.css'
import { MyListings } from './TakeDown.tsx'

/** What hangs on the village's board now, and what hung there before. */
export function BoardsPage() {
  const { t } = useTexts()
  const me = useMe()
  const read = useRead(listPublicity, { query: { place: me.placeCode, pageSize: 100 } }, { keep: true })
  return (
    <Screen title={t('boards.title')}>
      <nav className="card card-flush">
        <Link className="row" to="/steps">
          <Icon name="steps" lead />
          <span className="row-text">
            <strong>{t('steps.title')}</strong>
            <span className="faint">{t('steps.what')}</span>
          </span>
          <Icon name="next" />
        </Link>
      </nav>
      <Reading of={read} bones={6}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="board" title={t('boards.empty')} text={t('boards.empty_help')} />
          ) : (
            <>
              <Group title={t('boards.open')} lists={rows.filter((list) => list.state === 'open')} />
              <Group title={t('boards.past')} lists={rows.filter((list) => list.state !== 'open')} />
            </>
          )
        }
      </Reading>
      <MyListings placeCode={me.placeCode} />
      {may(me, 'publicity.object') && <MyObjections placeCode={me.placeCode} />}
    </Screen>
  )
}

/** What I objected to, and what I was answered. */
function MyObjections({ placeCode }: { placeCode: string }) {
  const { t } = useTexts()
  const read = useRead(
    listObjections,
    { query: { place: placeCode, mine: true, state: 'all', pageSize: 100 } },
    { keep: true },
  )
  if (!read.data || read.data.rows.length === 0) return null
  return (
    <section className="section">
      <h2>{t('object.mine')}</h2>
      <ul className="stack">
        {read.data.rows.map((one) => (
          <li key={one.id} className="card stack">
            <div className="claim-head">
              <strong>{t('object.of_line', { list: one.listTitle, position: one.linePosition })}</strong>
              <span className={one.state === 'open' ? 'tag tag-amber' : 'tag'}>
                {t(`object.state_${one.state}`)}
              </span>
            </div>
            <p className="soft">{one.reason}</p>
            {one.answer ? <p>{t('object.answer', { answer: one.answer })}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Group({ title, lists }: { title: string; lists: readonly PublicityList[] }) {
  if (lists.length === 0) return null
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="card card-flush">
        {lists.map((list) => (
          <li key={list.id}>
            <Link className="row" to={`/boards/${list.id}`}>
              <span className="row-text">
                <strong>{list.title}</strong>
                <Days list={list} />
              </span>
              <Icon name="next" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Until when one may object, or since when it is settled. */
export function Days({ list }: { list: PublicityList }) {
  const { t } = useTexts()
  if (list.state !== 'open')
    return (
      <>
        <span className="faint">
          {t('boards.ran', { from: sayDate(list.opensOn), to: sayDate(list.closesOn) })}
        </span>
        <span className="tag">{t(`boards.state_${list.state}`)}</span>
      </>
    )
  return (
    <>
      <span className="faint">{t('boards.until', { day: sayDay(list.closesOn) })}</span>
      <span className="tag tag-green">
        <Icon name="clock" /> {t('boards.days_left', { count: Math.max(0, list.daysLeft) })}
      </span>
    </>
  )
}
