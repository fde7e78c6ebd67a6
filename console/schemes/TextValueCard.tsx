import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { changeText } from '../../modules/schemes/contract.ts'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument, SchemeValue, Settled } from './scheme-types.ts'
import { ValueField } from './ValueField.tsx'

interface TextValueCardProps {
  value: SchemeValue
  scheme: SchemeDocument
  close: () => void
}

/** Changes a number of the village's own text: the number, the day from which it counts, its source and a note. */
export function TextValueCard({ value, scheme, close }: TextValueCardProps) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const act = useAct(changeText, close)
  const [settled, setSettled] = useState<Settled | null>(value.sourceValue ?? value.proposed)
  const [from, setFrom] = useState(value.from)
  const [source, setSource] = useState(value.open ? t('decidedHere') : value.source)
  const [note, setNote] = useState(value.note ?? '')
  const keep = () =>
    act.run({
      params: { schemeId: scheme.id },
      body: {
        placeCode: place.code,
        revision: scheme.copy?.revision ?? 0,
        edits: [
          {
            path: `${value.path}.${from}`,
            value: { value: settled, source: source.trim(), ...(note.trim() ? { note: note.trim() } : {}) },
          },
        ],
      },
    })
  return (
    <Form layout="vertical" component="div" className="text-value">
      <Form.Item label={t('newValue')}>
        <ValueField value={value} settled={settled} change={setSettled} />
      </Form.Item>
      <Form.Item label={t('from')} htmlFor="text-value-from">
        <DateField id="text-value-from" value={from} onChange={(day) => day && setFrom(day)} />
      </Form.Item>
      <Form.Item label={t('source')} htmlFor="text-value-source">
        <Input
          id="text-value-source"
          value={source}
          maxLength={200}
          onChange={(event) => setSource(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('note')} htmlFor="text-value-note">
        <Input
          id="text-value-note"
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        size="small"
        loading={act.busy}
        disabled={settled === null || source.trim() === ''}
        onClick={() => void keep()}
      >
        {t('writeIntoText')}
      </Button>
      <Fault error={act.error} />
    </Form>
  )
}
