import { Checkbox, Form, Input, Select } from 'antd'
import { presences } from '../../modules/households/contract-lists.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { householdsLocale } from './locale.ts'

export interface PersonValues {
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate?: string | null
  identityNumber?: string
  phone?: string
  registration?: 'local' | 'elsewhere'
  presence?: 'resident' | 'away'
  partyMember?: boolean
}

/** What the API takes for a person; empty fields are null. */
export function personOf(values: PersonValues) {
  return {
    name: values.name,
    sex: values.sex,
    birthDate: values.birthDate ?? null,
    identityNumber: values.identityNumber?.trim() || null,
    phone: values.phone?.trim() || null,
    registration: values.registration ?? ('local' as const),
    presence: values.presence ?? ('resident' as const),
    partyMember: values.partyMember ?? false,
  }
}

interface PersonFieldsProps {
  at: (string | number)[]
  brief?: boolean
  /** Born on the day of the operation: the birth date is not asked for again. */
  newborn?: boolean
}

/** The fields of a person; `at` is where they lie in the form. An identity number tells sex and birth by itself. */
export function PersonFields({ at, brief, newborn }: PersonFieldsProps) {
  const t = useWords(householdsLocale)
  const form = Form.useFormInstance()
  const readIdentity = (text: string) => {
    const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dXx]$/.exec(text.trim())
    if (!match) return
    form.setFieldValue([...at, 'birthDate'], `${match[1]}-${match[2]}-${match[3]}`)
    form.setFieldValue([...at, 'sex'], Number(match[4]) % 2 === 1 ? 'male' : 'female')
  }
  return (
    <>
      <div className="form-row">
        <Form.Item
          name={[...at, 'name']}
          label={t('name')}
          rules={[{ required: true, message: t('nameMissing') }]}
        >
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={[...at, 'identityNumber']}
          label={t('identity')}
          extra={brief ? undefined : t('identityHelp')}
        >
          <Input maxLength={30} autoComplete="off" onChange={(event) => readIdentity(event.target.value)} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item
          name={[...at, 'sex']}
          label={t('sex')}
          rules={[{ required: true, message: t('sexMissing') }]}
        >
          <Select
            options={(['male', 'female'] as const).map((value) => ({ value, label: t(`sex_${value}`) }))}
          />
        </Form.Item>
        {!newborn && (
          <Form.Item name={[...at, 'birthDate']} label={t('birthDate')}>
            <DateField max={today()} allowClear />
          </Form.Item>
        )}
      </div>
      {!brief && (
        <>
          <div className="form-row">
            <Form.Item name={[...at, 'phone']} label={t('phone')}>
              <Input maxLength={30} inputMode="numeric" autoComplete="off" />
            </Form.Item>
            <Form.Item name={[...at, 'registration']} label={t('registration')} initialValue="local">
              <Select
                options={(['local', 'elsewhere'] as const).map((value) => ({
                  value,
                  label: t(`registration_${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item name={[...at, 'presence']} label={t('presence')} initialValue="resident">
              <Select
                options={(['resident', 'away'] as const).map((value) => ({
                  value,
                  label: say(presences[value]),
                }))}
              />
            </Form.Item>
          </div>
          <Form.Item name={[...at, 'partyMember']} valuePropName="checked">
            <Checkbox>{t('partyMember')}</Checkbox>
          </Form.Item>
        </>
      )}
    </>
  )
}
