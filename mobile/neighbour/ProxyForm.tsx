import { type FormEvent, useState } from 'react'
import { Choices } from '../shell/Choices.tsx'
import { Field, FormFaults } from '../shell/Field.tsx'
import { useTexts } from '../shell/texts.ts'

export interface ProxyWords {
  name: string
  relation: string
  reason: string
}

const relationTexts = ['child', 'kin', 'neighbour', 'leader', 'cadre'] as const
const reasonTexts = ['no_phone', 'cannot_write', 'old', 'ill'] as const

/** Who acts, in what relation, and why the person does not do it alone. */
export function ProxyForm({
  words,
  onWords,
  onDone,
}: {
  words: ProxyWords
  onWords: (words: ProxyWords) => void
  onDone: () => void
}) {
  const { t } = useTexts()
  const [found, setFound] = useState<(keyof ProxyWords)[]>([])
  const [round, setRound] = useState(0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = (['name', 'relation', 'reason'] as const).filter((field) => words[field].trim() === '')
    setFound(missing)
    setRound(round + 1)
    if (missing.length === 0) onDone()
  }
  // What has been filled in since is no fault any more.
  const faults = found.filter((field) => words[field].trim() === '')
  const faultOf = (field: keyof ProxyWords) =>
    faults.includes(field) ? t(`proxy.fault_${field}`) : undefined
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <FormFaults
        round={round}
        title={t('claim.faults')}
        faults={faults.map((field) => t(`proxy.fault_${field}`))}
      />
      <Field label={t('proxy.name')} fault={faultOf('name')}>
        <input
          autoComplete="name"
          maxLength={50}
          value={words.name}
          onChange={(event) => onWords({ ...words, name: event.target.value })}
        />
      </Field>
      <Field label={t('proxy.relation')} help={t('proxy.relation_help')} fault={faultOf('relation')}>
        <input
          maxLength={50}
          value={words.relation}
          onChange={(event) => onWords({ ...words, relation: event.target.value })}
        />
      </Field>
      <Choices
        label={t('proxy.relation')}
        options={relationTexts.map((key) => ({
          key: t(`proxy.relation_${key}`),
          text: t(`proxy.relation_${key}`),
        }))}
        chosen={words.relation}
        onChoose={(relation) => onWords({ ...words, relation })}
      />
      <Field label={t('proxy.reason')} fault={faultOf('reason')}>
        <input
          maxLength={200}
          value={words.reason}
          onChange={(event) => onWords({ ...words, reason: event.target.value })}
        />
      </Field>
      <Choices
        label={t('proxy.reason')}
        options={reasonTexts.map((key) => ({
          key: t(`proxy.reason_${key}`),
          text: t(`proxy.reason_${key}`),
        }))}
        chosen={words.reason}
        onChoose={(reason) => onWords({ ...words, reason })}
      />
      <button type="submit" className="button button-wide">
        {t('neighbour.next')}
      </button>
    </form>
  )
}
