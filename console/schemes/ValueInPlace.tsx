import { Button, Popover } from 'antd'
import { useState } from 'react'
import { setSchemeValues } from '../../modules/schemes/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { bracketed } from '../shell/phrases.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import {
  differs,
  type SchemeDocument,
  type SchemeValue,
  type Settled,
  showInSentence,
  showValue,
  valueNow,
} from './scheme-types.ts'
import { ValueField } from './ValueField.tsx'

/** A value where the sentence names it: open ones call for an answer, changed ones are marked, the source is one click away. */
export function ValueInPlace({
  value,
  scheme,
  on,
}: {
  value: SchemeValue
  scheme: SchemeDocument
  on: string
}) {
  const t = useWords(schemesLocale)
  const [open, setOpen] = useState(false)
  const text = value.open ? t('isOpen') : showInSentence(value, valueNow(value), t('yes'), t('no'))
  const state = value.open ? 'value-open' : differs(value) ? 'value-own' : ''
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      title={say(value.title)}
      content={<ValueCard value={value} scheme={scheme} on={on} close={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={`value-in-place ${state}`}
        aria-label={t('valueLabel', { title: say(value.title), value: text })}
      >
        {text}
        {differs(value) && <sup>{t('ownMark')}</sup>}
      </button>
    </Popover>
  )
}

/** While a scheme is being prepared its values count from the source's day; once in force, from the day on screen. */
function changesFrom(value: SchemeValue, scheme: SchemeDocument, on: string): string {
  return scheme.adoption?.state === 'in_force' ? on : value.from
}

function ValueCard({
  value,
  scheme,
  on,
  close,
}: {
  value: SchemeValue
  scheme: SchemeDocument
  on: string
  close: () => void
}) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const may = useMay()
  const [settled, setSettled] = useState<Settled | null>(valueNow(value))
  const from = changesFrom(value, scheme, on)
  const act = useAct(setSchemeValues, close)
  const keep = (next: Settled | null) =>
    act.run({
      params: { schemeId: scheme.id },
      body: {
        placeCode: place.code,
        revision: scheme.adoption?.revision ?? null,
        values: [{ path: value.path, from, value: next }],
      },
    })
  const inForce = scheme.adoption?.state === 'in_force'
  const editable = may('schemes.adapt') && (!inForce || on >= today())
  const words = (one: Settled | null) => showValue(value, one, t('yes'), t('no')) || t('sourceSilent')
  return (
    <div className="value-card">
      <Facts
        columns={1}
        items={[
          [t('sourceValue'), bracketed(words(value.sourceValue), value.source)],
          ...(value.ownValue === null ? [] : [[t('ownValue'), words(value.ownValue)] as [string, string]]),
          ...(value.proposed === null ? [] : [[t('proposed'), words(value.proposed)] as [string, string]]),
          [t('from'), showDate(value.from)],
          ...(value.note ? [[t('note'), value.note] as [string, string]] : []),
        ]}
      />
      {editable && (
        <>
          {inForce && <p className="quiet">{t('countsFrom', { date: showDate(from) })}</p>}
          <ValueField value={value} settled={settled} change={setSettled} />
          <div className="row-of-buttons">
            <Button
              type="primary"
              size="small"
              loading={act.busy}
              disabled={settled === null}
              onClick={() => keep(settled)}
            >
              {t('keepHere')}
            </Button>
            {value.ownValue !== null && value.sourceValue !== null && (
              <Button size="small" loading={act.busy} onClick={() => keep(null)}>
                {t('backToSource')}
              </Button>
            )}
          </div>
          <Fault error={act.error} />
        </>
      )}
    </div>
  )
}
