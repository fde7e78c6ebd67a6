import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listGoods } from '../../modules/shops/contract.ts'
import { goodsList } from '../../modules/shops/contract-lists.ts'
import { pathOf } from '../shell/api.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { AddGoodDialog, ChangeGoodDialog, StockDialog } from './GoodDialogs.tsx'
import { shopsLocale } from './locale.ts'
import { type Good, useShop } from './use-shop.ts'

/** What stands on the shelves, what it costs, and how much of it there is. */
export function GoodsPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop } = useShop()
  const [dialog, setDialog] = useState<'add' | { change: Good } | { stock: Good }>()
  const close = () => setDialog(undefined)
  const start = shop?.may.stock && (
    <Button type="primary" onClick={() => setDialog('add')}>
      {t('addGood')}
    </Button>
  )
  return (
    <>
      <ListPage
        title={t('goods')}
        back={{ to: `/shops/${shopId}`, label: shop?.name ?? t('title') }}
        actions={
          <>
            <Link to={`/shops/${shopId}/stock`}>
              <Button>{t('stock')}</Button>
            </Link>
            {start}
          </>
        }
        route={{ ...listGoods, path: pathOf(listGoods, { shopId }) }}
        query={(state) => ({
          search: state.search,
          page: state.page,
          pageSize: state.pageSize,
          shelf: (state.filter('shelf') ?? 'all') as 'all',
          retired: (state.filter('retired') ?? 'no') as 'no',
        })}
        list={{
          definition: goodsList,
          rowKey: (row) => row.id,
          searchHint: t('searchGoods'),
          shows: {
            onHand: (row) =>
              row.stocked ? <Link to={`/shops/${shopId}/stock?good=${row.id}`}>{row.onHand}</Link> : '—',
          },
          ...(shop?.may.stock
            ? {
                act: {
                  title: t('act'),
                  width: 170,
                  show: (row: Good) => (
                    <>
                      {row.stocked && !row.retired && (
                        <Button size="small" type="link" onClick={() => setDialog({ stock: row })}>
                          {t('stockIn')}
                        </Button>
                      )}
                      <Button size="small" type="link" onClick={() => setDialog({ change: row })}>
                        {t('change')}
                      </Button>
                    </>
                  ),
                },
              }
            : {}),
          empty: { title: t('noGoods'), text: t('noGoodsHelp'), action: start },
        }}
      />
      {shop && dialog === 'add' && <AddGoodDialog shop={shop} close={close} />}
      {shop && typeof dialog === 'object' && 'change' in dialog && (
        <ChangeGoodDialog shop={shop} good={dialog.change} close={close} />
      )}
      {shop && typeof dialog === 'object' && 'stock' in dialog && (
        <StockDialog shop={shop} good={dialog.stock} close={close} />
      )}
    </>
  )
}
