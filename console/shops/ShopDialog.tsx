import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { getBooks } from '../../modules/points/contract.ts'
import { changeShop, listOperators, openShop } from '../../modules/shops/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { shopsLocale } from './locale.ts'
import type { Shop } from './use-shop.ts'

interface Values extends Pick<Shop, 'site'> {
  name: string
  adoptionId: string
  openedOn: string
  partner?: string
  address: string
  operatorName: string
  operatorAccountId?: string | null
  resolutionId?: string | null
  closedOn?: string | null
}

/** Opens a shop, or changes one. */
export function ShopDialog({ shop, close }: { shop?: Shop; close: () => void }) {
  const t = useWords(shopsLocale)
  const place = usePlace()
  const opening = useAct(openShop, close)
  const changing = useAct(changeShop, close)
  const act = shop ? changing : opening
  const operators = useAsk(listOperators, { query: { place: place.code } })
  const resolutions = useAsk(listResolutions, { query: { place: place.code } })
  const passed = (resolutions.data ?? []).filter((one) => one.passed)
  const title = encodeURIComponent(t('resolutionTitle'))
  const to = encodeURIComponent(shop ? `/shops/${shop.id}` : '/shops')
  const submit = ({ name, adoptionId, openedOn, closedOn, ...values }: Values) => {
    const fields = {
      ...values,
      operatorAccountId: values.operatorAccountId ?? null,
      resolutionId: values.resolutionId ?? null,
    }
    return shop
      ? void changing.run({
          params: { shopId: shop.id },
          body: { ...fields, closedOn: closedOn ?? null, revision: shop.revision },
        })
      : void opening.run({ body: { placeCode: place.code, name, adoptionId, openedOn, ...fields } })
  }
  return (
    <ActDialog<Values>
      open
      width={600}
      title={shop ? t('change') : t('open')}
      verb={shop ? t('save') : t('open')}
      {...(shop ? {} : { effect: <p>{t('openEffect')}</p> })}
      initial={shop ? { ...shop } : { site: 'store', openedOn: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={submit}
    >
      {!shop && <OpeningFields />}
      <Form.Item name="site" label={t('site')}>
        <Select
          options={(['store', 'idle_house', 'partner'] as const).map((value) => ({
            value,
            label: t(`site_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="partner" label={t('partner')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('address')}
        rules={[{ required: true, min: 2, message: t('addressMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="operatorName"
        label={t('operatorName')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="operatorAccountId" label={t('operatorAccount')} extra={t('operatorAccountHelp')}>
        <Select
          allowClear
          notFoundContent={t('noOperators')}
          options={(operators.data ?? []).map((one) => ({ value: one.accountId, label: one.name }))}
        />
      </Form.Item>
      <Form.Item
        name="resolutionId"
        label={t('resolution')}
        extra={<Link to={`/meetings/new?title=${title}&to=${to}`}>{t('recordResolution')}</Link>}
      >
        <Select
          allowClear
          notFoundContent={t('noResolution')}
          options={passed.map((one) => ({
            value: one.id,
            label: bracketed(one.title, showDate(one.heldOn)),
          }))}
        />
      </Form.Item>
      {shop && (
        <Form.Item name="closedOn" label={t('closedOn')}>
          <DateField allowClear />
        </Form.Item>
      )}
    </ActDialog>
  )
}

function OpeningFields() {
  const t = useWords(shopsLocale)
  const place = usePlace()
  const schemes = useAsk(getBooks, { query: { place: place.code } })
  const known = new Map((schemes.data ?? []).map((book) => [book.adoptionId, say(book.schemeName)]))
  return (
    <>
      <Form.Item
        name="name"
        label={t('name')}
        rules={[{ required: true, min: 2, message: t('nameMissing') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="adoptionId"
        label={t('scheme')}
        rules={[{ required: true, message: t('schemeMissing') }]}
      >
        <Select options={[...known].map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="openedOn" label={t('openedOn')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
    </>
  )
}
