import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { type OperationKind, relation, relations } from '../../modules/households/contract.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import { HouseholdPicker } from './HouseholdPicker.tsx'
import { type Household, relationName } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import type { OperationValues } from './operation-values.ts'
import { PersonFields } from './PersonFields.tsx'
import { PersonPicker } from './PersonPicker.tsx'

interface FieldsProps {
  kind: OperationKind
  household: Household
}

/** What each kind of operation asks for; day and reason are asked by all. */
export function OperationFields({ kind, household }: FieldsProps) {
  const t = useWords(householdsLocale)
  return (
    <>
      <Form.Item name="on" label={t(`day_${kind}`)} rules={[{ required: true, message: t('dayMissing') }]}>
        <DateField max={today()} />
      </Form.Item>
      {kind === 'split' && <SplitFields household={household} />}
      {kind === 'merge' && (
        <Form.Item
          name="otherHouseholdId"
          label={t('otherHousehold')}
          extra={t('mergeHelp')}
          rules={[{ required: true, message: t('householdMissing') }]}
        >
          <HouseholdPicker />
        </Form.Item>
      )}
      {kind === 'change_head' && <NewHead household={household} />}
      {kind === 'move' && <MoveFields />}
      {(kind === 'death' || kind === 'leave' || kind === 'transfer') && (
        <LeavingFields kind={kind} household={household} />
      )}
      {kind === 'marriage_in' && <MarriageFields />}
      {(kind === 'birth' || kind === 'adoption') && (
        <ChildFields household={household} needsGuardian={kind === 'birth'} />
      )}
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHelp')}
        rules={[{ required: true, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </>
  )
}

const memberOptions = (household: Household) =>
  household.people.map((person) => ({
    value: person.id,
    label: bracketed(person.name, relationName(person.relation)),
  }))

const relationOptions = relation.options
  .filter((one) => one !== 'head')
  .map((value) => ({ value, label: () => say(relations[value]) }))

export function RelationItem({ name, label }: { name: string | (string | number)[]; label: string }) {
  const t = useWords(householdsLocale)
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('relationMissing') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={relationOptions.map((option) => ({ value: option.value, label: option.label() }))}
      />
    </Form.Item>
  )
}

function SplitFields({ household }: { household: Household }) {
  const t = useWords(householdsLocale)
  const form = Form.useFormInstance<OperationValues>()
  const leaving = Form.useWatch('memberIds', form) ?? []
  const newHead = Form.useWatch('newHeadId', form)
  const goers = household.people.filter((person) => leaving.includes(person.id))
  return (
    <>
      <Form.Item
        name="memberIds"
        className="member-choices"
        label={t('whoLeaves')}
        rules={[{ required: true, message: t('membersMissing') }]}
      >
        <MemberChoices household={household} />
      </Form.Item>
      <Form.Item
        name="newHeadId"
        label={t('newHead')}
        rules={[{ required: true, message: t('headMissing') }]}
      >
        <Select options={goers.map((person) => ({ value: person.id, label: person.name }))} />
      </Form.Item>
      {goers
        .filter((person) => person.id !== newHead)
        .map((person) => (
          <RelationItem
            key={person.id}
            name={['relations', person.id]}
            label={t('relationToNewHead', { name: person.name })}
          />
        ))}
      <div className="form-row">
        <Form.Item name="newNumber" label={t('newNumber')} extra={t('numberHelp')}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="newAddress" label={t('newAddress')}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </>
  )
}

interface MemberChoicesProps {
  id?: string
  value?: string[]
  onChange?: (memberIds: string[]) => void
  household: Household
}

function MemberChoices({ id, value, onChange, household }: MemberChoicesProps) {
  return (
    <Checkbox.Group
      {...(id ? { id } : {})}
      value={value ?? []}
      onChange={(next) => onChange?.(next)}
      options={memberOptions(household)}
    />
  )
}

/** The head after it, and how each other member is related to that one. */
function NewHead({ household, without }: { household: Household; without?: string }) {
  const t = useWords(householdsLocale)
  const form = Form.useFormInstance<OperationValues>()
  const newHead = Form.useWatch('newHeadId', form)
  const staying = household.people.filter((person) => person.id !== without)
  return (
    <>
      <Form.Item
        name="newHeadId"
        label={t('newHead')}
        rules={[{ required: true, message: t('headMissing') }]}
      >
        <Select
          options={staying
            .filter((person) => person.id !== household.headId)
            .map((person) => ({
              value: person.id,
              label: bracketed(person.name, relationName(person.relation)),
            }))}
        />
      </Form.Item>
      {newHead &&
        staying
          .filter((person) => person.id !== newHead)
          .map((person) => (
            <RelationItem
              key={person.id}
              name={['relations', person.id]}
              label={t('relationToNewHead', { name: person.name })}
            />
          ))}
    </>
  )
}

function MoveFields() {
  const t = useWords(householdsLocale)
  return (
    <>
      <Form.Item
        name="toPlaceCode"
        label={t('toPlace')}
        rules={[{ required: true, message: t('placeMissing') }]}
      >
        <PlacePicker level="village" />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="newNumber" label={t('newNumber')} extra={t('numberHelp')}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="newAddress" label={t('newAddress')}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </>
  )
}

function LeavingFields({ kind, household }: FieldsProps) {
  const t = useWords(householdsLocale)
  const form = Form.useFormInstance<OperationValues>()
  const personId = Form.useWatch('personId', form)
  const headGoes = personId === household.headId && household.people.length > 1
  return (
    <>
      <Form.Item name="personId" label={t('who')} rules={[{ required: true, message: t('personMissing') }]}>
        <Select options={memberOptions(household)} />
      </Form.Item>
      {kind === 'leave' && (
        <Form.Item name="to" label={t('whereTo')} rules={[{ required: true, message: t('placeMissing') }]}>
          <Input maxLength={100} />
        </Form.Item>
      )}
      {kind === 'transfer' && (
        <>
          <Form.Item
            name="toHouseholdId"
            label={t('toHousehold')}
            rules={[{ required: true, message: t('householdMissing') }]}
          >
            <HouseholdPicker wide />
          </Form.Item>
          <RelationItem name="relation" label={t('relationThere')} />
        </>
      )}
      {headGoes && kind !== 'transfer' && <NewHead household={household} without={personId} />}
    </>
  )
}

function MarriageFields() {
  const t = useWords(householdsLocale)
  const form = Form.useFormInstance<OperationValues>()
  const outside = Form.useWatch('fromOutside', form)
  return (
    <>
      <Form.Item name="fromOutside" label={t('marriesFrom')} initialValue={false}>
        <Radio.Group
          options={[
            { value: false, label: t('fromCounty') },
            { value: true, label: t('fromOutside') },
          ]}
        />
      </Form.Item>
      {outside ? (
        <PersonFields at={['person']} />
      ) : (
        <Form.Item name="personId" label={t('who')} rules={[{ required: true, message: t('personMissing') }]}>
          <PersonPicker />
        </Form.Item>
      )}
      <RelationItem name="relation" label={t('relationToHead')} />
    </>
  )
}

function ChildFields({ household, needsGuardian }: { household: Household; needsGuardian: boolean }) {
  const t = useWords(householdsLocale)
  return (
    <>
      <PersonFields at={['person']} brief newborn={needsGuardian} />
      <RelationItem name="relation" label={t('relationToHead')} />
      <Form.Item
        name="guardianId"
        label={t('guardian')}
        rules={needsGuardian ? [{ required: true, message: t('guardianMissing') }] : []}
      >
        <Select allowClear={!needsGuardian} options={memberOptions(household)} />
      </Form.Item>
    </>
  )
}
