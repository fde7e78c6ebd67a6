import type { z } from 'zod'
import { type ListColumn, type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { good, redemption, stockEntry } from './contract.ts'

type Good = z.infer<typeof good>
type StockEntry = z.infer<typeof stockEntry>
type Redemption = z.infer<typeof redemption>

export const shelfNames: Record<Good['shelf'], Words> = {
  charity: { zh: '爱心物品', en: 'Charity' },
  business: { zh: '经营物品', en: 'The shop’s own' },
}

export const stockKinds: Record<StockEntry['kind'], Words> = {
  donation: { zh: '捐赠入库', en: 'Donated' },
  purchase: { zh: '采购入库', en: 'Bought' },
  dispatch: { zh: '调拨入库', en: 'Dispatched' },
  sale: { zh: '售出', en: 'Sold' },
  count: { zh: '盘点更正', en: 'Count' },
  redemption: { zh: '兑换', en: 'Redeemed' },
  redemption_return: { zh: '撤销兑换', en: 'Redemption cancelled' },
}

const name: Words = { zh: '物品', en: 'Good' }
const valued = (title: Words): ListColumn<StockEntry & Redemption> => ({
  key: 'value',
  title,
  kind: 'yuan',
  value: (row) => row.valueFen,
  width: 110,
})

export const goodsList: ListDefinition<Good> = {
  key: 'shop-goods',
  title: { zh: '物品和库存', en: 'Goods and stock' },
  columns: [
    { key: 'name', title: name, kind: 'text', value: (row) => row.name, width: 150 },
    {
      key: 'class',
      title: { zh: '类别', en: 'Class' },
      kind: 'text',
      value: (row, language) => row.className[language],
      width: 100,
    },
    {
      key: 'shelf',
      title: { zh: '货架区', en: 'Shelf' },
      kind: 'text',
      value: (row, language) => shelfNames[row.shelf][language],
      width: 110,
    },
    {
      key: 'price',
      title: { zh: '单价', en: 'Price' },
      kind: 'yuan',
      value: (row) => row.priceFen,
      width: 100,
    },
    {
      key: 'points',
      title: { zh: '积分价', en: 'Points' },
      kind: 'points',
      value: (row) => row.points[0]?.points ?? null,
      width: 90,
    },
    {
      key: 'onHand',
      title: { zh: '库存', en: 'On hand' },
      kind: 'count',
      value: (row) => (row.stocked ? row.onHand : null),
      width: 80,
    },
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text', value: (row) => row.unit, width: 60 },
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      kind: 'text',
      value: (row, language) =>
        row.retired
          ? { zh: '已下架', en: 'off the shelf' }[language]
          : row.exchange
            ? { zh: '可兑换', en: 'exchanged' }[language]
            : { zh: '不可兑换', en: 'not exchanged' }[language],
      width: 100,
    },
  ],
  filters: [
    {
      name: 'shelf',
      label: { zh: '货架区', en: 'Shelf' },
      fallback: 'all',
      options: optionsOf({ all: { zh: '全部', en: 'All' }, ...shelfNames }),
    },
    {
      name: 'retired',
      label: { zh: '含已下架', en: 'With those off the shelf' },
      fallback: 'no',
      options: optionsOf({ no: { zh: '否', en: 'No' }, yes: { zh: '是', en: 'Yes' } }),
    },
  ],
}

export const stockList: ListDefinition<StockEntry> = {
  key: 'shop-stock',
  title: { zh: '物资台账', en: 'Stock ledger' },
  columns: [
    {
      key: 'occurredOn',
      title: { zh: '日期', en: 'Day' },
      kind: 'date',
      value: (row) => row.occurredOn,
      width: 120,
    },
    {
      key: 'kind',
      title: { zh: '进出', en: 'In or out' },
      kind: 'text',
      value: (row, language) => stockKinds[row.kind][language],
      width: 110,
    },
    { key: 'good', title: name, kind: 'text', value: (row) => row.goodName, width: 140 },
    {
      key: 'quantity',
      title: { zh: '数量', en: 'Quantity' },
      kind: 'count',
      value: (row) => row.quantity,
      width: 80,
    },
    { ...valued({ zh: '价值', en: 'Value' }), value: (row) => row.valueFen },
    {
      key: 'party',
      title: { zh: '来自', en: 'From' },
      kind: 'text',
      value: (row) => row.party,
      width: 130,
    },
    {
      key: 'reason',
      title: { zh: '说明', en: 'Words' },
      kind: 'text',
      value: (row) => row.reason,
      width: 180,
    },
    {
      key: 'recordedName',
      title: { zh: '登记人', en: 'Recorded by' },
      kind: 'text',
      value: (row) => row.recordedName,
      width: 110,
    },
  ],
  filters: [
    {
      name: 'kind',
      label: { zh: '进出', en: 'In or out' },
      fallback: 'all',
      options: optionsOf({
        all: { zh: '全部', en: 'All' },
        in: { zh: '入库', en: 'In' },
        out: { zh: '出库', en: 'Out' },
        count: { zh: '盘点', en: 'Counts' },
      }),
    },
    { name: 'good', label: name, hidden: true, named: (row) => row.goodName },
  ],
}

export const redemptionsList: ListDefinition<Redemption> = {
  key: 'shop-redemptions',
  title: { zh: '兑换记录', en: 'Redemptions' },
  columns: [
    {
      key: 'recordedAt',
      title: { zh: '时间', en: 'Time' },
      kind: 'instant',
      value: (row) => row.recordedAt,
      width: 160,
    },
    {
      key: 'number',
      title: { zh: '户号', en: 'Number' },
      kind: 'text',
      value: (row) => row.householdNumber,
      width: 80,
    },
    {
      key: 'name',
      title: { zh: '姓名', en: 'Name' },
      kind: 'text',
      value: (row) => row.customerName,
      width: 100,
    },
    {
      key: 'lines',
      title: { zh: '换了什么', en: 'For what' },
      kind: 'text',
      value: (row) =>
        row.lines
          .map((line) =>
            line.shelf === 'cash' ? `¥${line.valueFen / 100}` : `${line.name} ${line.quantity}${line.unit}`,
          )
          .join('、'),
      width: 220,
    },
    {
      key: 'points',
      title: { zh: '积分', en: 'Points' },
      kind: 'points',
      value: (row) => row.points,
      width: 80,
    },
    { ...valued({ zh: '价值', en: 'Value' }), value: (row) => row.valueFen },
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      kind: 'text',
      value: (row, language) =>
        row.reversesId
          ? { zh: '撤销', en: 'cancellation' }[language]
          : row.cancelled
            ? { zh: '已撤销', en: 'cancelled' }[language]
            : null,
      width: 90,
    },
    {
      key: 'recordedName',
      title: { zh: '办理人', en: 'Served by' },
      kind: 'text',
      value: (row) => row.recordedName,
      width: 110,
    },
  ],
  filters: [{ name: 'days', label: { zh: '日期', en: 'Days' }, days: true }],
}
