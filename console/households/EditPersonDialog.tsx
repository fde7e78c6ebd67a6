import { Checkbox, Form, Input, Select } from 'antd'
import { editPerson } from '../../modules/households/contract.ts'
import { presences } from '../../modules/households/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import type { Member } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import type { PersonValues } from './PersonFields.tsx'

interface EditPersonProps {
  person: Member
  /** Who may be the guardian. */
  people: Member[]
  close: () => void
}

/** What is known of a person. Number and phone are shown masked: left empty, they stay. */
export function EditPersonDialog({ person, people, close }: EditPersonProps) {
  const t = useWords(householdsLocale)
  const act = useAct(editPerson, close)
  const submit = ({ identityNumber, phone, guardianId, ...values }: PersonValues & { guardianId?: string }) =>
    act.run({
      params: { personId: person.id },
      query: { county: person.placeCode.slice(0, 6) },
      body: {
        ...values,
        birthDate: values.birthDate ?? null,
        revision: person.revision,
        guardianId: guardianId ?? null,
        ...(identityNumber?.trim() ? { identityNumber: identityNumber.trim() } : {}),
        ...(phone?.trim() ? { phone: phone.trim() } : {}),
      },
    })
  return (
    <ActDialog<PersonValues & { guardianId?: string }>
      open
      width={640}
      title={t('editPerson', { name: person.name })}
      verb={t('save')}
      initial={{
        name: person.name,
        sex: person.sex,
        birthDate: person.birthDate,
        registration: person.registration,
        presence: person.presence,
        partyMember: person.partyMember,
        ...(person.guardianId ? { guardianId: person.guardianId } : {}),
      }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={submit}
    >
      <div className="form-row">
        <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="sex" label={t('sex')}>
          <Select
            options={(['male', 'female', 'unknown'] as const).map((value) => ({
              value,
              label: t(`sex_${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="birthDate" label={t('birthDate')}>
          <DateField max={today()} allowClear />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="identityNumber" label={t('identity')} extra={t('emptyKeeps')}>
          <Input maxLength={30} autoComplete="off" placeholder={person.identityMasked ?? ''} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')} extra={t('emptyKeeps')}>
          <Input maxLength={30} autoComplete="off" placeholder={person.phoneMasked ?? ''} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="registration" label={t('registration')}>
          <Select
            options={(['local', 'elsewhere'] as const).map((value) => ({
              value,
              label: t(`registration_${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="presence" label={t('presence')}>
          <Select
            options={(['resident', 'away'] as const).map((value) => ({
              value,
              label: say(presences[value]),
            }))}
          />
        </Form.Item>
        <Form.Item name="guardianId" label={t('guardian')}>
          <Select
            allowClear
            options={people
              .filter((one) => one.id !== person.id)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="partyMember" valuePropName="checked">
        <Checkbox>{t('partyMember')}</Checkbox>
      </Form.Item>
    </ActDialog>
  )
}
