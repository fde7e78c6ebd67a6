import { listStock } from '../../modules/shops/contract.ts'
import { stockList } from '../../modules/shops/contract-lists.ts'
import { pathOf } from '../shell/api.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { shopsLocale } from './locale.ts'
import { useShop } from './use-shop.ts'

/** Everything that came in and went out, with where from and why. */
export function StockPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop } = useShop()
  return (
    <ListPage
      title={t('stock')}
      back={{ to: `/shops/${shopId}`, label: shop?.name ?? t('title') }}
      route={{ ...listStock, path: pathOf(listStock, { shopId }) }}
      query={(state) => ({
        page: state.page,
        pageSize: state.pageSize,
        kind: (state.filter('kind') ?? 'all') as 'all',
        good: state.filter('good'),
      })}
      list={{
        definition: stockList,
        rowKey: (row) => row.id,
        empty: { title: t('noStock'), text: t('noGoodsHelp') },
      }}
    />
  )
}
