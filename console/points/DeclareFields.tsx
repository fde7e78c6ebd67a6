import { Checkbox, Form, type FormInstance, Input, Select } from 'antd'
import type { RouteBodyInput } from '../../engines/contract/route.ts'
import type { declareClaim } from '../../modules/points/contract.ts'
import { claimChannels } from '../../modules/points/contract-claims.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { showPoints, today } from '../shell/figures.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import { labelled } from '../shell/phrases.ts'
import type { Book, Item } from './claim-state.ts'
import { ItemLimits } from './ItemLimits.tsx'
import { ItemPicker } from './ItemPicker.tsx'
import { pointsLocale } from './locale.ts'
import { SubjectFields } from './SubjectFields.tsx'

export interface Declaration {
  householdId?: string
  personId?: string
  groupId?: string
  personName?: string
  itemKey: string
  quantity: number
  proposed?: number | null
  occurredOn: string
  happenedAt?: string
  reason: string
  evidence?: string[]
  channel: 'cadre' | 'organisation' | 'behalf' | 'neighbour'
  medium: 'console' | 'oral' | 'phone' | 'paper'
  proxy?:
    | { name: string; relation: string; reason: string; readBack: boolean; signature?: string[] }
    | undefined
}

export const channelsHere = ['cadre', 'organisation', 'behalf', 'neighbour'] as const
export const mediaHere = ['console', 'oral', 'phone', 'paper'] as const

export function declarationBody(
  values: Declaration,
  book: Book,
  placeCode: string,
): RouteBodyInput<typeof declareClaim> {
  const item = book.items.find((one) => one.key === values.itemKey)
  return {
    placeCode,
    householdId: values.householdId ?? null,
    personId: values.personId ?? null,
    groupId: values.groupId ?? null,
    personName: values.personName?.trim() || null,
    adoptionId: book.adoptionId,
    bookKey: book.bookKey,
    itemKey: values.itemKey,
    quantity: item?.kind === 'per_unit' ? values.quantity : 100,
    proposed: item?.kind === 'range' ? (values.proposed ?? null) : null,
    occurredOn: values.occurredOn,
    happenedAt: values.happenedAt ?? '',
    reason: values.reason,
    evidence: values.evidence ?? [],
    channel: values.channel,
    medium: values.medium,
    proxy: values.channel === 'behalf' && values.proxy ? proxyBody(values.proxy) : null,
  }
}

function proxyBody({ signature, ...proxy }: NonNullable<Declaration['proxy']>) {
  return { ...proxy, readBack: true as const, signatureFileId: signature?.[0] ?? null }
}

interface FieldsProps {
  book: Book
  form: FormInstance<Declaration>
  placeCode: string
}

export function DeclareFields({ book, form, placeCode }: FieldsProps) {
  const t = useWords(pointsLocale)
  const itemKey = Form.useWatch('itemKey', form)
  const channel = Form.useWatch('channel', form)
  const householdId = Form.useWatch('householdId', form)
  const item = book.items.find((one) => one.key === itemKey)
  return (
    <>
      <SubjectFields book={book} form={form} />
      <Form.Item name="channel" label={t('channel')} rules={[{ required: true }]}>
        <Select options={channelsHere.map((value) => ({ value, label: say(claimChannels[value]) }))} />
      </Form.Item>
      {channel === 'behalf' && (
        <ProxyFields placeCode={placeCode} {...(householdId ? { householdId } : {})} />
      )}
      <Form.Item name="itemKey" label={t('item')} rules={[{ required: true, message: t('itemMissing') }]}>
        <ItemPicker items={book.items} {...(channel ? { channel } : {})} />
      </Form.Item>
      {item && <PointsFields item={item} />}
      <ItemLimits item={item} />
      {item?.named && (
        <Form.Item
          name="personName"
          label={t('whoseDeed')}
          extra={t('whoseDeedHelp')}
          rules={[{ required: true, whitespace: true, message: t('whoseDeedMissing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
      )}
      <div className="form-row">
        <Form.Item
          name="occurredOn"
          label={t('occurredOn')}
          rules={[{ required: true, message: t('dayMissing') }]}
        >
          <DateField max={today()} />
        </Form.Item>
        <Form.Item name="happenedAt" label={t('happenedAt')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHelp')}
        rules={[{ required: true, min: 2, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={t('evidence')}
        rules={
          item?.evidenceRequired
            ? [{ required: true, type: 'array', min: 1, message: t('evidenceMissing') }]
            : []
        }
      >
        <EvidenceField purpose="evidence" placeCode={placeCode} {...(householdId ? { householdId } : {})} />
      </Form.Item>
      <Form.Item name="medium" label={t('medium')} rules={[{ required: true }]}>
        <Select options={mediaHere.map((value) => ({ value, label: t(`medium_${value}`) }))} />
      </Form.Item>
    </>
  )
}

/** What the item gives: a fixed number, a number to propose, or so much for each unit. */
export function PointsFields({ item }: { item: Item }) {
  const t = useWords(pointsLocale)
  if (item.kind === 'range' && item.min !== null && item.max !== null)
    return (
      <Form.Item
        name="proposed"
        label={t('proposedPoints')}
        extra={t('rangeHelp', { min: showPoints(item.min), max: showPoints(item.max) })}
        rules={[{ required: true, message: t('pointsMissing') }]}
      >
        <HundredthsField min={item.min} max={item.max} unit={t('pointsUnit')} />
      </Form.Item>
    )
  if (item.kind === 'per_unit' && item.points !== null)
    return (
      <Form.Item
        name="quantity"
        label={t('quantity')}
        extra={t('perUnitHelp', { points: showPoints(item.points), unit: item.unit ? say(item.unit) : '' })}
        rules={[{ required: true, message: t('quantityMissing') }]}
      >
        <HundredthsField min={1} {...(item.unit ? { unit: say(item.unit) } : {})} />
      </Form.Item>
    )
  return (
    <p className="soft">
      {t('fixedPoints', {
        sign: item.direction === 'plus' ? '+' : '−',
        points: showPoints(item.points ?? 0),
      })}
      {' · '}
      {labelled(t('basis'), say(item.basis.rule))}
    </p>
  )
}

/** Declared on someone's behalf (代办): who speaks, in what relation, why; read back before it is sent. */
function ProxyFields(of: { placeCode: string; householdId?: string }) {
  const t = useWords(pointsLocale)
  return (
    <fieldset className="proxy-fields">
      <legend>{t('proxy')}</legend>
      <div className="form-row">
        <Form.Item
          name={['proxy', 'name']}
          label={t('proxyName')}
          rules={[{ required: true, message: t('proxyNameMissing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name={['proxy', 'relation']}
          label={t('proxyRelation')}
          rules={[{ required: true, message: t('proxyRelationMissing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
      </div>
      <Form.Item
        name={['proxy', 'reason']}
        label={t('proxyReason')}
        rules={[{ required: true, message: t('proxyReasonMissing') }]}
      >
        <Input maxLength={200} placeholder={t('proxyReasonHint')} />
      </Form.Item>
      <Form.Item name={['proxy', 'signature']} label={t('proxySignature')}>
        <EvidenceField purpose="signature" most={1} {...of} />
      </Form.Item>
      <Form.Item
        name={['proxy', 'readBack']}
        valuePropName="checked"
        rules={[
          {
            validator: (_rule, value: boolean) =>
              value ? Promise.resolve() : Promise.reject(new Error(t('readBackMissing'))),
          },
        ]}
      >
        <Checkbox>{t('readBack')}</Checkbox>
      </Form.Item>
    </fieldset>
  )
}
