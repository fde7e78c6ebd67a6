import { Form, Input, InputNumber, Select } from 'antd'
import { ActDialog } from '../shell/ActDialog.tsx'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { schemesLocale } from './locale.ts'
import type { ItemDialogProps, SchemeBook } from './scheme-types.ts'

interface AddItemDialogProps extends ItemDialogProps {
  book: SchemeBook
  keep: (item: { key: string } & Record<string, unknown>) => void
}

interface Filled {
  zh: string
  en: string
  category: string
  direction: 'plus' | 'minus'
  points: number
  from: string
  source: string
  evidence: 'required' | 'optional'
  basis?: string
}

/** A new item with a fixed number of points; whoever may declare follows from what it does. */
export function AddItemDialog({ book, keep, busy, error, close }: AddItemDialogProps) {
  const t = useWords(schemesLocale)
  const rules = [{ required: true, message: t('fillIn') }]
  return (
    <ActDialog<Filled>
      open
      title={t('addItem')}
      verb={t('addItem')}
      initial={{ from: today(), direction: 'plus', evidence: 'optional', source: t('decidedHere') }}
      busy={busy}
      error={error}
      close={close}
      onSubmit={(filled) => keep(makeItem(book, filled))}
    >
      <Form.Item name="zh" label={t('nameZh')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t('nameEn')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="category" label={t('category')} rules={rules}>
        <Select options={book.categories.map((one) => ({ value: one.key, label: say(one.name) }))} />
      </Form.Item>
      <Form.Item name="direction" label={t('direction')} rules={rules}>
        <Select
          options={(['plus', 'minus'] as const).map((one) => ({ value: one, label: t(`direction_${one}`) }))}
        />
      </Form.Item>
      <Form.Item name="points" label={t('pointsEach')} rules={rules}>
        <InputNumber min={0.01} precision={2} controls={false} suffix={t('unit_points')} />
      </Form.Item>
      <Form.Item name="from" label={t('from')} rules={rules}>
        <DateField />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')} rules={rules}>
        <Select
          options={(['required', 'optional'] as const).map((one) => ({
            value: one,
            label: t(`evidence_${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="basis" label={t('basis')} extra={t('basisHelp')}>
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}

function makeItem(book: SchemeBook, filled: Filled): { key: string } & Record<string, unknown> {
  const { zh, en, category, direction, evidence, from, points, source } = filled
  const taken = new Set(book.items.map((item) => item.key))
  let number = book.items.length + 1
  while (taken.has(`own_${number}`)) number += 1
  return {
    ...{ key: `own_${number}`, name: { zh, en }, category, direction, evidence, from },
    kind: 'fixed',
    points: { [from]: { value: points, source } },
    declarers:
      direction === 'plus'
        ? ['self', 'behalf', 'neighbour', 'organisation', 'cadre']
        : ['organisation', 'cadre'],
    ...(filled.basis?.trim() ? { basis: filled.basis.trim() } : {}),
  }
}
