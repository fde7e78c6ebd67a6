import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getOwnExchange, makeCode } from '../../modules/shops/contract.ts'
import { callServer, ServerRefusal } from '../shell/call-server.ts'
import { Note } from '../shell/Field.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { sayInstant, sayPoints, sayYuan } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { CodePicture } from './CodePicture.tsx'
import './shops.css'

type Exchange = RouteReply<typeof getOwnExchange>
type Book = Exchange['books'][number]

/** What our points buy, the code for the counter, and what we had. */
export function ExchangePage() {
  const { t } = useTexts()
  const me = useMe()
  const read = useRead(
    getOwnExchange,
    { params: { householdId: me.householdId ?? '' } },
    { keep: true, enabled: me.householdId !== null },
  )
  const [shown, setShown] = useState<Book>()
  if (!me.householdId)
    return (
      <Screen title={t('exchange.title')} back="/">
        <Empty icon="coins" title={t('exchange.no_household')} />
      </Screen>
    )
  return (
    <Screen title={t('exchange.title')} back="/">
      <Reading of={read}>
        {(exchange) =>
          exchange.books.length === 0 || exchange.shops.length === 0 ? (
            <Empty icon="coins" title={t('exchange.none')} text={t('exchange.none_help')} />
          ) : (
            <div className="stack">
              {exchange.books.map((book) => (
                <BookCard key={book.bookId} book={book} show={() => setShown(book)} />
              ))}
              {exchange.shops.map((shop) => (
                <ShopGoods key={shop.id} shop={shop} books={exchange.books} />
              ))}
              <Had redemptions={exchange.redemptions} />
            </div>
          )
        }
      </Reading>
      {shown && <CodeSheet book={shown} close={() => setShown(undefined)} />}
    </Screen>
  )
}

function BookCard({ book, show }: { book: Book; show: () => void }) {
  const { t, say } = useTexts()
  return (
    <section className="card stack">
      <div>
        <h2>{say(book.name)}</h2>
        <p className="exchange-balance">
          <span className="faint">{t('exchange.spendable')}</span>
          <strong>{sayPoints(book.spendable)}</strong>
        </p>
        <p className="faint">{t('exchange.rate', { yuan: sayYuan(book.rateFen) })}</p>
      </div>
      <button type="button" className="button button-wide" onClick={show}>
        {t('exchange.show_code')}
      </button>
    </section>
  )
}

/** A one-time code with its picture and the time that it holds. */
function CodeSheet({ book, close }: { book: Book; close: () => void }) {
  const { t } = useTexts()
  const made = useMutation({
    mutationFn: () => callServer(makeCode, { body: { placeCode: book.placeCode, bookId: book.bookId } }),
  })
  const { mutate } = made
  useEffect(() => mutate(), [mutate])
  const seconds = useSecondsLeft(made.data)
  const code = made.data?.code
  const holds = code && seconds > 0
  return (
    <Sheet title={t('exchange.code_title')} onClose={close}>
      <div className="stack code-sheet">
        {holds && (
          <>
            <CodePicture text={`${location.origin}/m/counter?code=${code}`} label={t('exchange.code_qr')} />
            <p className="code-digits">
              {code.slice(0, 4)} {code.slice(4)}
            </p>
            <p>
              {t('exchange.code_left', {
                time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
              })}
            </p>
            <p className="faint">{t('exchange.code_help')}</p>
          </>
        )}
        {code && !holds && <p role="status">{t('exchange.code_over')}</p>}
        {made.error && (
          <Note kind="seal" icon="warn">
            {made.error instanceof ServerRefusal ? made.error.message : t('read.offline')}
          </Note>
        )}
        <button type="button" className="button button-quiet" onClick={() => mutate()}>
          {t('exchange.code_again')}
        </button>
      </div>
    </Sheet>
  )
}

/** Counted from when the code came: the phone's clock may be wrong, its seconds are not. */
function useSecondsLeft(made: RouteReply<typeof makeCode> | undefined): number {
  const [left, setLeft] = useState(made?.holdsSeconds ?? 0)
  useEffect(() => {
    if (!made) return
    const until = performance.now() + made.holdsSeconds * 1000
    const tell = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
    tell()
    const timer = setInterval(tell, 1000)
    return () => clearInterval(timer)
  }, [made])
  return left
}

function ShopGoods({ shop, books }: { shop: Exchange['shops'][number]; books: Book[] }) {
  const { t } = useTexts()
  return (
    <section className="section">
      <h2>{shop.name}</h2>
      <p className="faint">{t('exchange.at', { address: shop.address, operator: shop.operatorName })}</p>
      {shop.goods.length === 0 && <p>{t('exchange.no_goods')}</p>}
      <ul className="card card-flush plain-list" aria-label={t('exchange.goods')}>
        {shop.goods.map((good) => {
          const price = good.points.find((one) => one.bookKey === books[0]?.bookKey) ?? good.points[0]
          return (
            <li key={good.id}>
              <div className="row">
                <span className="row-text">
                  <strong>{good.name}</strong>
                  <span className="faint">
                    {good.stocked
                      ? good.onHand > 0
                        ? t('exchange.left', { count: good.onHand, unit: good.unit })
                        : t('exchange.gone')
                      : ''}
                    {good.shelf === 'charity' ? ` ${t('exchange.charity')}` : ''}
                  </span>
                </span>
                <span className="row-figure">
                  {t('exchange.points', { points: sayPoints(price?.points ?? 0) })}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Had({ redemptions }: { redemptions: Exchange['redemptions'] }) {
  const { t } = useTexts()
  const made = redemptions.filter((row) => row.reversesId === null)
  return (
    <section className="section">
      <h2>{t('exchange.had')}</h2>
      {made.length === 0 && <p className="faint">{t('exchange.had_none')}</p>}
      <ul className="card card-flush plain-list">
        {made.map((row) => (
          <li key={row.id}>
            <div className="row">
              <span className="row-text">
                <strong>
                  {row.lines
                    .map((line) =>
                      line.shelf === 'cash'
                        ? sayYuan(line.valueFen)
                        : `${line.name} ${line.quantity}${line.unit}`,
                    )
                    .join('、')}
                </strong>
                <span className="faint">
                  {sayInstant(row.recordedAt)} {row.cancelled ? t('exchange.cancelled') : ''}
                </span>
              </span>
              <span className="row-figure">{sayPoints(-row.points)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
