import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { recordMovement } from '../../modules/funds/contract.ts'
import { movementKinds } from '../../modules/funds/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { today } from '../shell/figures.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import type { Fund } from './fund-types.ts'
import { fundsLocale } from './locale.ts'

const kinds = ['income', 'spending', 'in_kind', 'goods_out', 'opening'] as const

interface Values {
  kind: (typeof kinds)[number]
  occurredOn: string
  sourceKey: string
  useKey?: string
  amountFen: number
  words: string
  donor?: string
  donorHidden?: boolean
  vouchers?: string[]
}

/** One movement with its voucher; another person approves it. */
export function RecordDialog({ fund, close }: { fund: Fund; close: () => void }) {
  const t = useWords(fundsLocale)
  const act = useAct(recordMovement, close)
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form) ?? 'income'
  const spends = kind === 'spending' || kind === 'goods_out'
  const gives = kind === 'income' || kind === 'in_kind'
  return (
    <ActDialog<Values>
      open
      form={form}
      width={600}
      title={t('record')}
      verb={t('record')}
      effect={<p>{t('recordEffect')}</p>}
      initial={{ kind: 'income', occurredOn: today(), vouchers: [] }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ useKey, donor, ...values }) =>
        void act.run({
          params: { fundId: fund.id },
          body: { ...values, useKey: spends ? (useKey ?? null) : null, donor: gives && donor ? donor : null },
        })
      }
    >
      <Form.Item name="kind" label={t('kind')}>
        <Radio.Group options={kinds.map((value) => ({ value, label: say(movementKinds[value]) }))} />
      </Form.Item>
      <Form.Item name="occurredOn" label={t('occurredOn')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item
        name="sourceKey"
        label={t('source')}
        rules={[{ required: true, message: t('sourceMissing') }]}
      >
        <Select options={fund.sources.map((source) => ({ value: source.key, label: say(source.name) }))} />
      </Form.Item>
      {spends && (
        <Form.Item name="useKey" label={t('use')} rules={[{ required: true, message: t('useMissing') }]}>
          <Select options={fund.uses.map((use) => ({ value: use.key, label: say(use.name) }))} />
        </Form.Item>
      )}
      <Form.Item
        name="amountFen"
        label={t('amount')}
        rules={[{ required: true, message: t('amountMissing') }]}
      >
        <HundredthsField min={1} unit={t('yuan')} />
      </Form.Item>
      <Form.Item
        name="words"
        label={t('words')}
        rules={[{ required: true, min: 2, message: t('wordsMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      {gives && (
        <>
          <Form.Item name="donor" label={t('donor')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="donorHidden" valuePropName="checked">
            <Checkbox>{t('donorHidden')}</Checkbox>
          </Form.Item>
        </>
      )}
      <Form.Item name="vouchers" label={t('vouchers')}>
        <EvidenceField purpose="document" placeCode={fund.placeCode} />
      </Form.Item>
    </ActDialog>
  )
}
