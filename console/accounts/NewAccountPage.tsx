import { Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { createAccount } from '../../modules/accounts/contract.ts'
import { useAct } from '../shell/api.ts'
import { FormPage } from '../shell/FormPage.tsx'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import { accountsLocale } from './locale.ts'

interface Values {
  name: string
  login?: string
  phone?: string
  password?: string
  placeCode: string
}

/** An account; roles are given afterwards. Without a draft: it holds a password. */
export function NewAccountPage() {
  const t = useWords(accountsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const act = useAct(
    createAccount,
    (reply) => void navigate(`/accounts?search=${encodeURIComponent(reply.name)}&open=${reply.id}`),
  )
  return (
    <FormPage<Values>
      title={t('newAccount')}
      intro={t('newAccountIntro')}
      back={{ to: '/accounts', label: t('accountsTitle') }}
      initial={{ placeCode: place.code }}
      submit={t('newAccount')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) =>
        act.run({
          body: {
            name: values.name,
            login: values.login || null,
            phone: values.phone || null,
            password: values.password || null,
            placeCode: values.placeCode,
            personId: null,
          },
        })
      }
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="placeCode" label={t('place')} rules={[{ required: true, message: t('placeMissing') }]}>
        <PlacePicker />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('phone')}
        extra={t('phoneHelp')}
        rules={[{ pattern: /^1[0-9]{10}$/, message: t('phoneWrong') }]}
      >
        <Input inputMode="numeric" maxLength={11} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('login')}
        extra={t('loginHelp')}
        rules={[{ pattern: /^[a-z][a-z0-9._-]{2,49}$/, message: t('loginWrong') }]}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        extra={t('passwordHelp')}
        dependencies={['login', 'phone']}
        rules={[
          { min: 10, message: t('passwordShort') },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value || !getFieldValue('login')
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordNeeded'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormPage>
  )
}
