import { Button, Form, Input, type InputRef, Result } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { findCustomers, redeem } from '../../modules/shops/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showPoints } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts, Page, Section } from '../shell/Page.tsx'
import { Basket, type BasketLine } from './Basket.tsx'
import { type Confirmation, ConfirmFields, noConfirmation } from './ConfirmFields.tsx'
import { shopsLocale } from './locale.ts'
import { type Customer, type Redemption, useShop } from './use-shop.ts'
import './counter.css'

/** The counter: number → goods → confirm, with the keyboard alone. */
export function CounterPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop, error } = useShop()
  const [sought, setSought] = useState('')
  const [customer, setCustomer] = useState<Customer>()
  const [lines, setLines] = useState<BasketLine[]>([])
  const [cashFen, setCashFen] = useState(0)
  const [confirmation, setConfirmation] = useState<Confirmation>(noConfirmation)
  const input = useRef<InputRef>(null)
  const found = useAct(findCustomers, (customers) => setCustomer(customers[0]))
  const done = useAct(redeem)
  const code = /^\d{8}$/.test(sought) ? sought : null
  const find = () =>
    void found.run({ params: { shopId }, body: { code, household: code ? null : sought.trim() } })
  const start = () => {
    setSought('')
    setCustomer(undefined)
    setLines([])
    setCashFen(0)
    setConfirmation(noConfirmation)
    done.clear()
    found.clear()
  }
  useEffect(() => {
    if (!customer) input.current?.focus()
  }, [customer])
  const submit = () => {
    const { by, chosenTime, ...proxy } = confirmation
    void done.run({
      params: { shopId },
      body: {
        code,
        bookId: code || !customer ? null : customer.bookId,
        confirmation: code
          ? null
          : {
              by,
              proxy: by === 'proxy' ? { ...proxy, readBack: true, signatureFileId: null } : null,
            },
        lines: lines.map((line) => ({ goodId: line.good.id, quantity: line.quantity })),
        cashFen,
        chosenTime,
      },
    })
  }
  return (
    <Page
      title={t('counter')}
      narrow
      intro={t('counterIntro')}
      back={{ to: `/shops/${shopId}`, label: shop?.name ?? t('title') }}
    >
      <Fault error={error} />
      {done.reply ? (
        <Done reply={done.reply} next={start} />
      ) : (
        <>
          <Section>
            <Form layout="vertical" onFinish={find}>
              <Form.Item label={t('codeOrNumber')} extra={t('codeHelp')} htmlFor="sought">
                <div className="counter-find">
                  <Input
                    id="sought"
                    ref={input}
                    size="large"
                    autoComplete="off"
                    maxLength={40}
                    value={sought}
                    disabled={Boolean(customer)}
                    onChange={(event) => setSought(event.target.value.trim())}
                  />
                  {customer ? (
                    <Button size="large" onClick={start}>
                      {t('again')}
                    </Button>
                  ) : (
                    <Button
                      size="large"
                      type="primary"
                      htmlType="submit"
                      loading={found.busy}
                      disabled={!sought}
                    >
                      {t('find')}
                    </Button>
                  )}
                </div>
              </Form.Item>
            </Form>
            <Fault error={found.error} />
            {found.reply?.length === 0 && <p>{t('notExchanged')}</p>}
            {customer && (
              <Facts
                columns={3}
                items={[
                  [t('customer'), customer.nameMasked],
                  [say(customer.bookName), `${t('spendable')} ${showPoints(customer.spendable)}`],
                ]}
              />
            )}
          </Section>
          {customer && shop && (
            <Section title={t('pickGood')}>
              <Basket
                shop={shop}
                customer={customer}
                lines={lines}
                change={setLines}
                cashFen={cashFen}
                changeCash={setCashFen}
              />
              <ConfirmFields
                shop={shop}
                atCounter={code === null}
                value={confirmation}
                change={setConfirmation}
              />
              <Fault error={done.error} />
              <Button
                type="primary"
                size="large"
                loading={done.busy}
                disabled={(lines.length === 0 && cashFen === 0) || (code === null && !isReady(confirmation))}
                onClick={submit}
              >
                {t('confirm')}
              </Button>
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

/** Without a code somebody confirms; a proxy with name, relation, reason and the read-back. */
function isReady({ by, name, relation, reason, readBack }: Confirmation): boolean {
  return by === 'person' || ([name, relation, reason].every((text) => text.trim() !== '') && readBack)
}

function Done({ reply, next }: { reply: Redemption; next: () => void }) {
  const t = useWords(shopsLocale)
  return (
    <Result
      status="success"
      title={t('done')}
      subTitle={t('doneText', {
        name: reply.customerName,
        points: showPoints(reply.points),
        rest: showPoints(reply.rest),
      })}
      extra={
        <Button type="primary" autoFocus onClick={next}>
          {t('next')}
        </Button>
      }
    >
      {reply.warnings.map((warning) => (
        <p key={warning.zh}>{say(warning)}</p>
      ))}
    </Result>
  )
}
