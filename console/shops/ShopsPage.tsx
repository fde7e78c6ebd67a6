import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listShops } from '../../modules/shops/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { shopsLocale } from './locale.ts'
import { ShopDialog } from './ShopDialog.tsx'

/** The shops of a village; an operator sees her own. */
export function ShopsPage() {
  const t = useWords(shopsLocale)
  const place = usePlace()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const asked = useAsk(listShops, { query: { place: place.code } })
  const start = may('shops.manage') && (
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
                <th scope="col">{t('site')}</th>
                <th scope="col">{t('address')}</th>
                <th scope="col">{t('operator')}</th>
                <th scope="col">{t('openedOn')}</th>
              </tr>
            </thead>
            <tbody>
              {asked.data.map((shop) => (
                <tr key={shop.id}>
                  <td>
                    <Link to={`/shops/${shop.id}`}>{shop.name}</Link>
                    {shop.closedOn && (
                      <span className="quiet"> {t('closedSince', { date: showDate(shop.closedOn) })}</span>
                    )}
                  </td>
                  <td>{t(`site_${shop.site}`)}</td>
                  <td>{shop.address}</td>
                  <td>{shop.operatorName}</td>
                  <td>{showDate(shop.openedOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {opening && <ShopDialog close={() => setOpening(false)} />}
    </Page>
  )
}
