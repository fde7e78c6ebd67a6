import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { addGood, changeGood, recordStock } from '../../modules/shops/contract.ts'
import { shelfNames, stockKinds } from '../../modules/shops/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { shopsLocale } from './locale.ts'
import type { Good, Shop } from './use-shop.ts'

interface GoodValues {
  name: string
  kind: Good['kind']
  shelf: Good['shelf']
  classKey: string
  unit: string
  priceFen: number
  pricePoints?: number | null
}

/** Class, unit and prices: the same when a good is added and when it is changed. */
function PriceFields({ shop }: { shop: Shop }) {
  const t = useWords(shopsLocale)
  return (
    <>
      <Form.Item name="classKey" label={t('class')} rules={[{ required: true, message: t('classMissing') }]}>
        <Select
          options={shop.classes.map((one) => ({
            value: one.key,
            label: one.exchange ? say(one.name) : bracketed(say(one.name), t('noExchangeMark')),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="unit"
        label={t('unit')}
        extra={t('unitHelp')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item
        name="priceFen"
        label={t('price')}
        extra={t('priceHelp')}
        rules={[{ required: true, message: t('required') }]}
      >
        <HundredthsField min={0} unit={t('yuan')} />
      </Form.Item>
      <Form.Item name="pricePoints" label={t('pricePoints')} extra={t('pricePointsHelp')}>
        <HundredthsField min={1} unit={t('points')} />
      </Form.Item>
    </>
  )
}

export function AddGoodDialog({ shop, close }: { shop: Shop; close: () => void }) {
  const t = useWords(shopsLocale)
  const act = useAct(addGood, close)
  return (
    <ActDialog<GoodValues>
      open
      title={t('addGood')}
      verb={t('addGood')}
      initial={{ kind: 'goods', shelf: 'business' }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        void act.run({
          params: { shopId: shop.id },
          body: { ...values, pricePoints: values.pricePoints ?? null },
        })
      }
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('required') }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={t('goodKind')}>
        <Radio.Group
          options={(['goods', 'service', 'voucher'] as const).map((value) => ({
            value,
            label: t(`kind_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="shelf" label={t('shelf')}>
        <Radio.Group
          options={(['business', 'charity'] as const).map((value) => ({
            value,
            label: say(shelfNames[value]),
          }))}
        />
      </Form.Item>
      <PriceFields shop={shop} />
    </ActDialog>
  )
}

export function ChangeGoodDialog({ shop, good, close }: { shop: Shop; good: Good; close: () => void }) {
  const t = useWords(shopsLocale)
  const act = useAct(changeGood, close)
  return (
    <ActDialog<Pick<GoodValues, 'classKey' | 'unit' | 'priceFen' | 'pricePoints'> & { retired: boolean }>
      open
      title={bracketed(t('change'), good.name)}
      verb={t('save')}
      initial={good}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        void act.run({
          params: { goodId: good.id },
          body: {
            ...values,
            shopId: shop.id,
            pricePoints: values.pricePoints ?? null,
            revision: good.revision,
          },
        })
      }
    >
      <PriceFields shop={shop} />
      <Form.Item name="retired" valuePropName="checked">
        <Checkbox>{t('offShelf')}</Checkbox>
      </Form.Item>
    </ActDialog>
  )
}

export function StockDialog({ shop, good, close }: { shop: Shop; good: Good; close: () => void }) {
  const t = useWords(shopsLocale)
  const act = useAct(recordStock, close)
  const kinds = [
    ...(good.shelf === 'charity' ? (['donation', 'dispatch'] as const) : []),
    'purchase' as const,
    ...(shop.sells.includes(good.shelf) ? (['sale'] as const) : []),
  ]
  return (
    <ActDialog<{
      kind: (typeof kinds)[number]
      quantity: number
      party?: string
      partyHidden?: boolean
      reason?: string
    }>
      open
      title={bracketed(t('stockIn'), good.name)}
      verb={t('register')}
      initial={{ kind: kinds[0]! }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ party, ...values }) =>
        void act.run({
          params: { shopId: shop.id },
          body: { ...values, goodId: good.id, party: party || null },
        })
      }
    >
      <Form.Item name="kind" label={t('stockKind')}>
        <Radio.Group options={kinds.map((value) => ({ value, label: say(stockKinds[value]) }))} />
      </Form.Item>
      <Form.Item name="quantity" label={t('quantity')} rules={[{ required: true, message: t('required') }]}>
        <InputNumber min={1} max={1_000_000} precision={0} suffix={good.unit} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="party" label={t('party')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="partyHidden" valuePropName="checked">
        <Checkbox>{t('partyHidden')}</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label={t('words')}>
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
