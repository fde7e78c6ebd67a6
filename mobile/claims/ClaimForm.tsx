import { type FormEvent, type ReactNode, useState } from 'react'
import { Choices } from '../shell/Choices.tsx'
import { Field, FormFaults } from '../shell/Field.tsx'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { sayPoints, saySigned } from '../shell/say-figures.ts'
import { todayInChina } from '../shell/server-time.ts'
import { useTexts } from '../shell/texts.ts'
import { PhotoPicker } from './PhotoPicker.tsx'
import { type ClaimDraft, checkDraft, type DraftFault, expectedPoints, type Item } from './plan-claim.ts'

/** The questions about one deed. What is typed lies with the caller, so going back loses nothing. */
export function ClaimForm({
  item,
  draft,
  photos,
  keptPictures = 0,
  people,
  submit,
  onDraft,
  onPhotos,
  onDone,
  children,
}: {
  item: Item
  draft: ClaimDraft
  photos: readonly KeptPhoto[]
  /** Pictures that the server has already, of a claim that is amended. */
  keptPictures?: number
  /** Names of the household, for one touch. */
  people: readonly string[]
  submit: string
  onDraft: (draft: ClaimDraft) => void
  onPhotos: (photos: KeptPhoto[]) => void
  onDone: () => void
  children?: ReactNode
}) {
  const { t, say } = useTexts()
  const [faults, setFaults] = useState<DraftFault[]>([])
  const [round, setRound] = useState(0)
  const today = todayInChina()
  const sayFault = (fault: DraftFault) =>
    t(`claim.fault_${fault.text}`, { min: sayPoints(fault.values.min), max: sayPoints(fault.values.max) })
  const faultOf = (field: DraftFault['field']) => {
    const fault = faults.find((one) => one.field === field)
    return fault && sayFault(fault)
  }
  // A fault that is being put right is not held against the person until she hands in again.
  const set = (field: keyof ClaimDraft) => (event: { target: { value: string } }) => {
    setFaults(faults.filter((fault) => fault.field !== field))
    onDraft({ ...draft, [field]: event.target.value })
  }
  const finish = (event: FormEvent) => {
    event.preventDefault()
    const found = checkDraft(draft, item, { today, pictures: photos.length + keptPictures })
    setFaults(found)
    setRound(round + 1)
    if (found.length === 0) onDone()
  }
  const expected = expectedPoints(draft, item)
  return (
    <form className="stack" onSubmit={finish} noValidate>
      <FormFaults round={round} title={t('claim.faults')} faults={faults.map(sayFault)} />
      <Field label={t('claim.occurred')} fault={faultOf('occurredOn')}>
        <input type="date" max={today} value={draft.occurredOn} onChange={set('occurredOn')} />
      </Field>
      {item.kind === 'per_unit' && (
        <Field
          label={t('claim.how_many', { unit: item.unit ? say(item.unit) : '' })}
          fault={faultOf('quantity')}
        >
          <input inputMode="decimal" value={draft.quantity} onChange={set('quantity')} />
        </Field>
      )}
      {item.kind === 'range' && (
        <Field
          label={t('claim.propose')}
          help={t('claim.propose_help', { min: sayPoints(item.min ?? 0), max: sayPoints(item.max ?? 0) })}
          fault={faultOf('proposed')}
        >
          <input inputMode="decimal" value={draft.proposed} onChange={set('proposed')} />
        </Field>
      )}
      <Field label={t('claim.reason')} help={t('claim.reason_help')} fault={faultOf('reason')}>
        <textarea maxLength={500} rows={3} value={draft.reason} onChange={set('reason')} />
      </Field>
      <Field label={t('claim.place_optional')}>
        <input maxLength={100} value={draft.happenedAt} onChange={set('happenedAt')} />
      </Field>
      <Field
        label={item.named ? t('claim.person_named') : t('claim.person_optional')}
        fault={faultOf('personName')}
      >
        <input maxLength={50} value={draft.personName} onChange={set('personName')} />
      </Field>
      {people.length > 1 && (
        <Choices
          label={t('claim.person')}
          options={people.map((name) => ({ key: name, text: name }))}
          chosen={draft.personName}
          onChoose={(name) => onDraft({ ...draft, personName: draft.personName === name ? '' : name })}
        />
      )}
      <PhotoPicker
        label={item.evidenceRequired ? t('photo.required') : t('photo.optional')}
        help={t('photo.help')}
        fault={faultOf('evidence')}
        photos={photos}
        max={9 - keptPictures}
        onChange={onPhotos}
      />
      {children}
      {expected !== undefined && (
        <p className="expected">
          {t('claim.expected')} <strong className={expected < 0 ? 'out' : ''}>{saySigned(expected)}</strong>{' '}
          {t('points.unit')}
        </p>
      )}
      <button type="submit" className="button button-wide">
        {submit}
      </button>
    </form>
  )
}
