import { Button, Form, Input, Radio, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listFunds, openFund } from '../../modules/funds/contract.ts'
import { getBooks } from '../../modules/points/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showYuan, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { fundsLocale } from './locale.ts'

/** The funds of a village, each with what it holds. */
export function FundsPage() {
  const t = useWords(fundsLocale)
  const place = usePlace()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const asked = useAsk(listFunds, { query: { place: place.code } })
  const start = may('funds.record') && (
    <Button type="primary" onClick={() => setOpening(true)}>
      {t('open')}
    </Button>
  )
  return (
    <Page title={t('title')} intro={t('intro')} actions={start}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      <Section flush={Boolean(asked.data?.length)} across={t('title')}>
        {!asked.data && !asked.error && <Skeleton active title={false} />}
        {asked.data?.length === 0 && <EmptyState title={t('none')} text={t('noneHelp')} action={start} />}
        {asked.data && asked.data.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('custody')}</th>
                <th scope="col" className="figure-cell">
                  {t('money')}
                </th>
                <th scope="col" className="figure-cell">
                  {t('goods')}
                </th>
                <th scope="col" className="figure-cell">
                  {t('waiting')}
                </th>
                <th scope="col">{t('publishedUntil')}</th>
              </tr>
            </thead>
            <tbody>
              {asked.data.map((fund) => (
                <tr key={fund.id}>
                  <td>
                    <Link to={`/funds/${fund.id}`}>{fund.name}</Link>
                  </td>
                  <td>{t(`custody_${fund.custody}`)}</td>
                  <td className="figure-cell">{showYuan(fund.moneyFen)}</td>
                  <td className="figure-cell">{showYuan(fund.goodsFen)}</td>
                  <td className="figure-cell">
                    <Link to={`/funds/${fund.id}?state=waiting`}>{fund.waiting}</Link>
                  </td>
                  <td>{fund.publishedUntil ? showDate(fund.publishedUntil) : t('notPublished')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {opening && <OpenDialog close={() => setOpening(false)} />}
    </Page>
  )
}

function OpenDialog({ close }: { close: () => void }) {
  const t = useWords(fundsLocale)
  const place = usePlace()
  const act = useAct(openFund, close)
  const schemes = useAsk(getBooks, { query: { place: place.code } })
  const options = [
    ...new Map(
      (schemes.data ?? []).map((book) => [
        book.adoptionId,
        { value: book.adoptionId, label: say(book.schemeName) },
      ]),
    ).values(),
  ]
  return (
    <ActDialog<{ adoptionId: string; kind: 'village' | 'special'; name: string; openedOn: string }>
      open
      title={t('open')}
      verb={t('open')}
      effect={<p>{t('openEffect')}</p>}
      initial={{
        kind: 'special',
        openedOn: today(),
        ...(options[0] ? { adoptionId: options[0].value } : {}),
      }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) => void act.run({ body: { placeCode: place.code, ...values } })}
    >
      <Form.Item
        name="name"
        label={t('name')}
        rules={[{ required: true, min: 2, message: t('nameMissing') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={t('kind')}>
        <Radio.Group
          options={(['special', 'village'] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="adoptionId"
        label={t('scheme')}
        rules={[{ required: true, message: t('schemeMissing') }]}
      >
        <Select options={options} notFoundContent={t('noScheme')} />
      </Form.Item>
      <Form.Item name="openedOn" label={t('openedOn')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
    </ActDialog>
  )
}
