import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { findCustomers, getDay, listShops } from '../../modules/shops/contract.ts'
import { Choices } from '../shell/Choices.tsx'
import { callServer, ServerRefusal } from '../shell/call-server.ts'
import { Field, Note } from '../shell/Field.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayPoints, sayYuan } from '../shell/say-figures.ts'
import { todayInChina } from '../shell/server-time.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { type CounterAct, keptAct, makeAct, sendAct } from './counter-send.ts'
import { type Chosen, type Customer, GoodsPicker, sumOf } from './GoodsPicker.tsx'
import { noProxy, ProxyFields, type ProxyWords } from './ProxyFields.tsx'
import { ScanCode } from './ScanCode.tsx'
import './shops.css'

type Shop = RouteReply<typeof listShops>[number]

/** The merchant's counter: scan or type, pick, confirm; the day's total below. */
export function CounterPage() {
  const { t } = useTexts()
  const me = useMe()
  const shops = useRead(listShops, { query: { place: me.placeCode } }, { keep: true })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Screen title={t('counter.title')}>
      <Reading of={shops}>
        {(all) => {
          const open = all.filter((shop) => shop.may.serve)
          const shop = open.find((one) => one.id === chosen) ?? open[0]
          if (!shop) return <Empty icon="coins" title={t('counter.none')} text={t('counter.none_help')} />
          return (
            <div className="stack">
              {open.length > 1 && (
                <Choices
                  label={t('counter.title')}
                  options={open.map((one) => ({ key: one.id, text: one.name }))}
                  chosen={shop.id}
                  onChoose={setChosen}
                />
              )}
              <h2>{shop.name}</h2>
              <Serving key={shop.id} shop={shop} />
              <Today shop={shop} />
            </div>
          )
        }}
      </Reading>
    </Screen>
  )
}

function Serving({ shop }: { shop: Shop }) {
  const { t } = useTexts()
  const client = useQueryClient()
  const [params] = useSearchParams()
  const [sought, setSought] = useState(params.get('code') ?? '')
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [proxy, setProxy] = useState<ProxyWords>(noProxy)
  const code = /^\d{8}$/.test(sought) ? sought : null
  const found = useMutation({
    mutationFn: (text: string) => {
      const asCode = /^\d{8}$/.test(text) ? text : null
      const body = { code: asCode, household: asCode ? null : text }
      return callServer(findCustomers, { params: { shopId: shop.id }, body })
    },
  })
  const sent = useMutation({
    mutationFn: (act: CounterAct) => sendAct(act),
    onSettled: () => client.invalidateQueries(),
  })
  const customer = found.data?.[0]
  const start = () => {
    setSought('')
    setChosen([])
    setProxy(noProxy)
    found.reset()
    sent.reset()
  }
  const look = (text: string) => {
    setSought(text)
    found.mutate(text)
  }
  const confirm = (who: Customer) => {
    const { by, ...words } = proxy
    const proxyWords = by === 'proxy' ? { ...words, readBack: true as const, signatureFileId: null } : null
    sent.mutate(
      makeAct(shop.id, {
        code,
        bookId: code ? null : who.bookId,
        confirmation: code ? null : { by, proxy: proxyWords },
        lines: chosen.map(({ good, quantity }) => ({ goodId: good.id, quantity })),
      }),
    )
  }
  const left = keptAct()
  if (sent.data)
    return (
      <section className="card stack" role="status">
        <h2>{t('counter.done')}</h2>
        <p>
          {t('counter.done_text', {
            name: sent.data.customerName,
            points: sayPoints(sent.data.points),
            rest: sayPoints(sent.data.rest),
          })}
        </p>
        <Warnings warnings={sent.data.warnings} />
        <button type="button" className="button button-wide" onClick={start}>
          {t('counter.next')}
        </button>
      </section>
    )
  if (left && !sent.isPending)
    return (
      <section className="card stack">
        <Note kind="amber" icon="warn">
          {t('counter.unsure')}
        </Note>
        <button type="button" className="button button-wide" onClick={() => sent.mutate(left)}>
          {t('counter.retry')}
        </button>
      </section>
    )
  const sums = customer ? sumOf(chosen, customer) : undefined
  const ready =
    sums && sums.points > 0 && sums.rest >= 0 && (code !== null || proxy.by === 'person' || proxy.readBack)
  return (
    <section className="card stack">
      {!customer && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (sought) found.mutate(sought)
          }}
        >
          <Field label={t('counter.code')} help={t('counter.code_help')} fault={faultOf(found.error)}>
            <input
              value={sought}
              inputMode="numeric"
              autoComplete="off"
              maxLength={40}
              onChange={(event) => setSought(event.target.value.replaceAll(/\s/g, ''))}
            />
          </Field>
          <button type="submit" className="button button-wide" aria-disabled={found.isPending}>
            {t('counter.find')}
          </button>
          <ScanCode onCode={look} />
          {found.data?.length === 0 && <p role="status">{t('counter.not_exchanged')}</p>}
        </form>
      )}
      {customer && (
        <>
          <p>
            <strong>
              {t('counter.may_spend', {
                name: customer.nameMasked,
                points: sayPoints(customer.spendable),
              })}
            </strong>
          </p>
          <GoodsPicker shop={shop} customer={customer} chosen={chosen} change={setChosen} />
          {code === null && <ProxyFields value={proxy} change={setProxy} />}
          {sent.error instanceof ServerRefusal && (
            <Note kind="seal" icon="warn">
              {t('counter.refused')}：{sent.error.message}
            </Note>
          )}
          <button
            type="button"
            className="button button-wide"
            aria-disabled={!ready || sent.isPending}
            onClick={() => ready && !sent.isPending && confirm(customer)}
          >
            {t(sent.isPending ? 'counter.sending' : 'counter.confirm')}
          </button>
          <button type="button" className="button button-plain" onClick={start}>
            {t('counter.again')}
          </button>
        </>
      )}
    </section>
  )
}

function Warnings({ warnings }: { warnings: { zh: string; en: string }[] }) {
  const { say } = useTexts()
  return warnings.map((warning) => (
    <Note key={warning.zh} kind="amber" icon="warn">
      {say(warning)}
    </Note>
  ))
}

const faultOf = (error: Error | null) => (error instanceof ServerRefusal ? error.message : undefined)

function Today({ shop }: { shop: Shop }) {
  const { t } = useTexts()
  const read = useRead(getDay, { params: { shopId: shop.id, on: todayInChina() } })
  return (
    <section className="section">
      <h2>{t('counter.today')}</h2>
      <Reading of={read} bones={1}>
        {({ figures }) => (
          <p>
            {figures.redemptions === 0
              ? t('counter.today_none')
              : t('counter.today_sum', {
                  count: figures.redemptions,
                  points: sayPoints(figures.points),
                  value: sayYuan(figures.valueFen),
                })}
          </p>
        )}
      </Reading>
    </section>
  )
}
