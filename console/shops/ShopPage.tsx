import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { cancelRedemption, listRedemptions } from '../../modules/shops/contract.ts'
import { redemptionsList } from '../../modules/shops/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { pathOf, useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { type Figure, Figures } from '../shell/Figures.tsx'
import { showYuan } from '../shell/figures.ts'
import { List } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Page } from '../shell/Page.tsx'
import { shopsLocale } from './locale.ts'
import { ShopDialog } from './ShopDialog.tsx'
import { type Redemption, type Shop, useShop } from './use-shop.ts'

/** One shop: its rules in a line, the year's money, the ways into its work, and every redemption. */
export function ShopPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop, error, again } = useShop()
  const [changing, setChanging] = useState(false)
  const [cancelling, setCancelling] = useState<Redemption>()
  return (
    <Page
      title={shop?.name ?? t('title')}
      back={{ to: '/shops', label: t('title') }}
      intro={shop?.books
        .map((book) => t('rate', { book: say(book.name), rate: showYuan(book.rateFen) }))
        .join(' ')}
      actions={shop && <Ways shop={shop} change={() => setChanging(true)} />}
    >
      <Fault error={error} again={again} />
      {shop && <Figures items={yearFigures(shop, t)} />}
      <List
        route={{ ...listRedemptions, path: pathOf(listRedemptions, { shopId }) }}
        query={(state) => ({
          page: state.page,
          pageSize: state.pageSize,
          from: state.filter('from'),
          to: state.filter('to'),
        })}
        above={undefined}
        list={{
          definition: redemptionsList,
          rowKey: (row) => row.id,
          act: {
            title: t('act'),
            width: 90,
            show: (row) =>
              row.mayCancel ? (
                <Button size="small" type="link" danger onClick={() => setCancelling(row)}>
                  {t('cancel')}
                </Button>
              ) : null,
          },
          empty: { title: t('noRedemptions'), text: t('noRedemptionsHelp') },
        }}
      />
      {changing && shop && <ShopDialog shop={shop} close={() => setChanging(false)} />}
      {cancelling && <CancelDialog row={cancelling} close={() => setCancelling(undefined)} />}
    </Page>
  )
}

function Ways({ shop, change }: { shop: Shop; change: () => void }) {
  const t = useWords(shopsLocale)
  return (
    <>
      {shop.may.manage && <Button onClick={change}>{t('change')}</Button>}
      {(['goods', 'stock', 'days', 'settlements'] as const).map((way) => (
        <Link key={way} to={`/shops/${shop.id}/${way}`}>
          <Button>{t(way)}</Button>
        </Link>
      ))}
      {shop.may.serve && (
        <Link to={`/shops/${shop.id}/counter`}>
          <Button type="primary">{t('counter')}</Button>
        </Link>
      )}
    </>
  )
}

function yearFigures(
  shop: Shop,
  t: (key: 'yearOwed' | 'yearLeft' | 'yearLow' | 'overBudget') => string,
): Figure[] {
  const { payableFen, highFen, lowFen } = shop.year
  const figures: Figure[] = [{ label: t('yearOwed'), value: showYuan(payableFen) }]
  if (highFen !== null)
    figures.push({
      label: t('yearLeft'),
      value: showYuan(highFen - payableFen),
      ...(payableFen > highFen ? { tone: 'late' as const, note: t('overBudget') } : {}),
    })
  if (lowFen !== null) figures.push({ label: t('yearLow'), value: showYuan(lowFen) })
  return figures
}

function CancelDialog({ row, close }: { row: Redemption; close: () => void }) {
  const t = useWords(shopsLocale)
  const act = useAct(cancelRedemption, close)
  return (
    <ActDialog<{ reason: string }>
      open
      danger
      title={t('cancelTitle')}
      verb={t('cancel')}
      effect={<p>{t('cancelEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => void act.run({ params: { shopId: row.shopId, redemptionId: row.id }, body })}
    >
      <Form.Item
        name="reason"
        label={t('cancelReason')}
        rules={[{ required: true, min: 2, message: t('cancelReasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
