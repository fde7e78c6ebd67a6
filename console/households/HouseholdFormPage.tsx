import { Button, Form, Input, Select } from 'antd'
import { useNavigate, useParams } from 'react-router'
import {
  createHousehold,
  editHousehold,
  getHousehold,
  type Relation,
  standing,
} from '../../modules/households/contract.ts'
import { standings } from '../../modules/households/contract-lists.ts'
import { listAreas } from '../../modules/territory/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { FormPage } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import type { Household } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { RelationItem } from './OperationFields.tsx'
import { PersonFields, type PersonValues, personOf } from './PersonFields.tsx'

interface Place {
  number?: string
  groupId?: string
  address?: string
  standing: 'local' | 'resident'
}

interface NewHousehold extends Place {
  on: string
  head: PersonValues
  members?: (PersonValues & { relation: Exclude<Relation, 'head'> })[]
}

export function NewHouseholdPage() {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const act = useAct(createHousehold, (reply) => void navigate(`/households/${reply.id}`))
  return (
    <FormPage<NewHousehold>
      title={t('newHousehold')}
      intro={t('newHouseholdIntro')}
      back={{ to: '/households', label: t('title') }}
      draftKey={`household.${place.code}`}
      initial={{ on: today(), standing: 'local' }}
      submit={t('newHousehold')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) =>
        act.run({
          body: {
            placeCode: place.code,
            number: values.number?.trim() || null,
            groupId: values.groupId ?? null,
            address: values.address ?? '',
            standing: values.standing,
            on: values.on,
            head: personOf(values.head),
            members: (values.members ?? []).map((member) => ({
              ...personOf(member),
              relation: member.relation,
            })),
          },
        })
      }
    >
      <PlaceFields numberNeeded={false} />
      <Form.Item name="on" label={t('validFrom')} rules={[{ required: true, message: t('dayMissing') }]}>
        <DateField max={today()} />
      </Form.Item>
      <h2 className="form-part">{t('head')}</h2>
      <PersonFields at={['head']} />
      <h2 className="form-part">{t('otherMembers')}</h2>
      <MemberList />
    </FormPage>
  )
}

function MemberList() {
  const t = useWords(householdsLocale)
  return (
    <Form.List name="members">
      {(fields, { add, remove }) => (
        <div className="stack form-part-end">
          {fields.map((field, index) => (
            <fieldset key={field.key} className="proxy-fields">
              <legend>{t('memberNumber', { number: index + 1 })}</legend>
              <RelationItem name={[field.name, 'relation']} label={t('relationToHead')} />
              <PersonFields at={[field.name]} brief />
              <Button size="small" type="link" onClick={() => remove(field.name)}>
                {t('removeMember')}
              </Button>
            </fieldset>
          ))}
          <div>
            <Button onClick={() => add()}>{t('addMember')}</Button>
          </div>
        </div>
      )}
    </Form.List>
  )
}

function PlaceFields({ numberNeeded }: { numberNeeded: boolean }) {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const groups = useAsk(listAreas, { query: { placeCode: place.code, kind: 'group' } })
  return (
    <>
      <div className="form-row">
        <Form.Item
          name="number"
          label={t('number')}
          extra={numberNeeded ? undefined : t('numberHelp')}
          rules={numberNeeded ? [{ required: true, message: t('numberMissing') }] : []}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="groupId" label={t('group')}>
          <Select
            allowClear
            options={(groups.data?.rows ?? []).map((group) => ({ value: group.id, label: group.name }))}
          />
        </Form.Item>
        <Form.Item name="standing" label={t('standing')}>
          <Select options={standing.options.map((value) => ({ value, label: say(standings[value]) }))} />
        </Form.Item>
      </div>
      <Form.Item name="address" label={t('address')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

export function EditHouseholdPage() {
  const { householdId = '' } = useParams()
  const asked = useAsk(getHousehold, { params: { householdId } }, { keep: false })
  if (!asked.data) return <Fault error={asked.error} again={() => void asked.refetch()} />
  return <EditForm household={asked.data} />
}

function EditForm({ household }: { household: Household }) {
  const t = useWords(householdsLocale)
  const navigate = useNavigate()
  const act = useAct(editHousehold, () => void navigate(`/households/${household.id}`))
  return (
    <FormPage<Place>
      title={t('editTitle', { head: household.headName })}
      back={{ to: `/households/${household.id}`, label: t('householdOf', { head: household.headName }) }}
      draftKey={`household.${household.id}`}
      initial={{
        number: household.number,
        groupId: household.groupId ?? undefined,
        address: household.address,
        standing: household.standing,
      }}
      submit={t('save')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) =>
        act.run({
          params: { householdId: household.id },
          body: {
            revision: household.revision,
            number: values.number?.trim() ?? '',
            groupId: values.groupId ?? null,
            address: values.address ?? '',
            standing: values.standing,
          },
        })
      }
    >
      <PlaceFields numberNeeded />
    </FormPage>
  )
}
