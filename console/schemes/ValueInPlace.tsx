import { Button, Popover } from 'antd'
import { useState } from 'react'
import { Fault } from '../shell/Fault.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { bracketed } from '../shell/phrases.ts'
import { useMay } from '../shell/session.tsx'
import { useKeepValues } from './keep-values.ts'
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
import { TextValueCard } from './TextValueCard.tsx'
import { ValueField } from './ValueField.tsx'

/** A value where the sentence names it: open ones call for an answer, changed ones are marked, the source is one click away. */
export function ValueInPlace({
  value,
  scheme,
  on,
  changed,
}: {
  value: SchemeValue
  scheme: SchemeDocument
  on: string
  /** The text says otherwise here than the scheme that it was adapted from. */
  changed: boolean
}) {
  const t = useWords(schemesLocale)
  const [open, setOpen] = useState(false)
  const text = value.open ? t('isOpen') : showInSentence(value, valueNow(value), t('yes'), t('no'))
  const state = value.open ? 'value-open' : changed || differs(value) ? 'value-own' : ''
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
        {changed && <sup>{t('changedMark')}</sup>}
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
  const may = useMay()
  const [settled, setSettled] = useState<Settled | null>(valueNow(value))
  const from = changesFrom(value, scheme, on)
  const act = useKeepValues(scheme, t('decidedHere'), close)
  const keep = (next: Settled | null) => act.run([{ path: value.path, from, value: next }])
  const inForce = scheme.adoption?.state === 'in_force'
  const editable = may('schemes.adapt') && (!inForce || on >= today())
  const words = (one: Settled | null) => showValue(value, one, t('yes'), t('no')) || t('sourceSilent')
  return (
    <div className="value-card">
      <Facts
        columns={1}
        items={[
          [t(scheme.copy ? 'valueInText' : 'sourceValue'), bracketed(words(value.sourceValue), value.source)],
          ...(value.ownValue === null ? [] : [[t('ownValue'), words(value.ownValue)] as [string, string]]),
          ...(value.proposed === null ? [] : [[t('proposed'), words(value.proposed)] as [string, string]]),
          [t('from'), showDate(value.from)],
          ...(value.note ? [[t('note'), value.note] as [string, string]] : []),
        ]}
      />
      {scheme.copy && may('schemes.adapt') && <TextValueCard value={value} scheme={scheme} close={close} />}
      {!scheme.copy && editable && (
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
