import { Form, type FormInstance, Select } from 'antd'
import { getHousehold, getRollFigures } from '../../modules/households/contract.ts'
import { HouseholdPicker } from '../households/HouseholdPicker.tsx'
import { useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import type { Book } from './claim-state.ts'
import { pointsLocale } from './locale.ts'

/** Whose deed it is, as the book counts: a household, a person of one, a villagers' group; the village needs no asking. */
export function SubjectFields({ book, form }: { book: Book; form: FormInstance }) {
  const t = useWords(pointsLocale)
  if (book.subject === 'village') return null
  if (book.subject === 'group')
    return (
      <Form.Item
        name="groupId"
        label={t('whichGroup')}
        rules={[{ required: true, message: t('groupMissing') }]}
      >
        <GroupPicker />
      </Form.Item>
    )
  return (
    <>
      <Form.Item
        name="householdId"
        label={t('household')}
        rules={[{ required: true, message: t('householdMissing') }]}
      >
        <HouseholdPicker autoFocus />
      </Form.Item>
      {book.subject !== 'household' && <PersonField form={form} />}
    </>
  )
}

function PersonField({ form }: { form: FormInstance }) {
  const t = useWords(pointsLocale)
  const householdId: string | undefined = Form.useWatch('householdId', form)
  return (
    <Form.Item
      name="personId"
      label={t('whichPerson')}
      extra={t('personHelp')}
      rules={[{ required: true, message: t('personMissing') }]}
    >
      <PersonPicker householdId={householdId} />
    </Form.Item>
  )
}

interface PickerProps {
  id?: string
  value?: string | null
  onChange?: (id: string) => void
}

/** A member of the household that is chosen. */
export function PersonPicker({
  householdId,
  id,
  value,
  onChange,
}: PickerProps & { householdId: string | undefined }) {
  const t = useWords(pointsLocale)
  const asked = useAsk(getHousehold, householdId ? { params: { householdId } } : null, { keep: false })
  const people = asked.data?.people ?? []
  const known = people.some((person) => person.id === value)
  return (
    <Select
      {...(id ? { id } : {})}
      value={known ? (value ?? null) : null}
      disabled={!householdId}
      loading={Boolean(householdId) && asked.isPending}
      placeholder={t('personMissing')}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={people.map((person) => ({ value: person.id, label: person.name }))}
    />
  )
}

function GroupPicker({ id, value, onChange }: PickerProps) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const roll = useAsk(getRollFigures, { query: { place: place.code } })
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      loading={roll.isPending}
      placeholder={t('groupMissing')}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={(roll.data?.groups ?? []).flatMap((group) =>
        group.groupId ? [{ value: group.groupId, label: group.name }] : [],
      )}
    />
  )
}
