import { Alert, Button, Form, Input, Switch, Tabs } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { roles } from '../../engines/access/access.ts'
import {
  getMe,
  getSignInWays,
  oidcPaths,
  sendPhoneCode,
  signInWithPassword,
  signInWithPhone,
} from '../../modules/accounts/contract.ts'
import { type ApiError, queryClient, useAct, useAsk } from '../shell/api.ts'
import { isElderMode, setElderMode } from '../shell/elder-mode.ts'
import { Fault } from '../shell/Fault.tsx'
import { currentLanguage, say, setLanguage, useWords } from '../shell/language.ts'
import { useTitle } from '../shell/Page.tsx'
import { useSignedIn } from '../shell/session.tsx'
import { accountsLocale } from './locale.ts'
import { PassbookPicture } from './PassbookPicture.tsx'
import { sampleAccounts, samplePassword } from './sample-accounts.ts'
import './sign-in.css'

export function SignInPage() {
  const t = useWords(accountsLocale)
  useTitle(t('signIn'))
  const { me } = useSignedIn()
  const [params] = useSearchParams()
  const ways = useAsk(getSignInWays, {})
  const to = params.get('to') ?? '/'
  if (me) return <Navigate to={to.startsWith('/') ? to : '/'} replace />
  const ssoError = params.get('signInError')
  return (
    <div className="sign-in">
      <aside className="sign-in-picture" aria-label={t('motto')}>
        <PassbookPicture />
        <p className="sign-in-motto">{t('motto')}</p>
        <p>{t('mottoUnder')}</p>
      </aside>
      <main className="sign-in-card" id="main">
        <Switches />
        <h1>{t('productLong')}</h1>
        {ssoError && <Alert type="error" showIcon role="alert" title={t('ssoFailed', { code: ssoError })} />}
        {/* Not before the ways are known: a form that is put in place of another loses what was typed. */}
        {ways.isPending ? null : ways.data?.phone ? (
          <Tabs
            items={[
              { key: 'password', label: t('withPassword'), children: <PasswordForm /> },
              { key: 'phone', label: t('withPhone'), children: <PhoneForm /> },
            ]}
          />
        ) : (
          <PasswordForm />
        )}
        {ways.data?.oidc && (
          <Button block href={oidcPaths.start}>
            {t('withOidc')}
          </Button>
        )}
        {ways.data?.sample && <SampleNotice />}
      </main>
    </div>
  )
}

function Switches() {
  const t = useWords(accountsLocale)
  const [elder, setElder] = useState(isElderMode)
  const english = currentLanguage() === 'en'
  return (
    <div className="sign-in-switches">
      <span>
        <Switch
          aria-labelledby="elder-mode"
          checked={elder}
          onChange={(on) => {
            setElder(on)
            setElderMode(on)
          }}
        />{' '}
        <span id="elder-mode">{t('elderMode')}</span>
      </span>
      <Button
        type="text"
        onClick={() => void setLanguage(english ? 'zh-CN' : 'en')}
        lang={english ? 'zh-CN' : 'en'}
      >
        {english ? '中文' : 'English'}
      </Button>
    </div>
  )
}

/** After signing in everything is read as the new person. */
function useArrival() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  return (me: unknown) => {
    queryClient.clear()
    queryClient.setQueryData([getMe.path, {}], me)
    const to = params.get('to') ?? '/'
    void navigate(to.startsWith('/') ? to : '/', { replace: true })
  }
}

const wantsCode = (error: ApiError | null) =>
  error?.code === 'account.code_needed' ||
  error?.code === 'account.code_wrong' ||
  error?.code === 'account.recovery_code_wrong'

function PasswordForm() {
  const t = useWords(accountsLocale)
  const arrive = useArrival()
  const act = useAct(signInWithPassword, (reply) => arrive(reply.me))
  const [asksCode, setAsksCode] = useState(false)
  const needsCode = asksCode || wantsCode(act.error)
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values: { login: string; password: string; code?: string }) => {
        if (needsCode) setAsksCode(true)
        act.run({ body: values })
      }}
    >
      <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('loginMissing') }]}>
        <Input autoComplete="username" autoFocus size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        rules={[{ required: true, message: t('passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {needsCode && <CodeItem />}
      {act.error?.code !== 'account.code_needed' && <Fault error={act.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
        {t('signIn')}
      </Button>
    </Form>
  )
}

function CodeItem() {
  const t = useWords(accountsLocale)
  return (
    <Form.Item
      name="code"
      label={t('totpCode')}
      extra={t('totpCodeHelp')}
      rules={[{ required: true, message: t('totpCodeMissing') }]}
    >
      <Input autoComplete="one-time-code" maxLength={20} size="large" autoFocus />
    </Form.Item>
  )
}

function PhoneForm() {
  const t = useWords(accountsLocale)
  const arrive = useArrival()
  const [form] = Form.useForm<{ phone: string; code: string; totp?: string }>()
  const send = useAct(sendPhoneCode)
  const act = useAct(signInWithPhone, (reply) => arrive(reply.me))
  const sendCode = async () => {
    const { phone } = await form.validateFields(['phone'])
    send.run({ body: { phone: phone ?? '' } })
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => act.run({ body: values })}>
      <Form.Item
        name="phone"
        label={t('phone')}
        rules={[{ required: true, pattern: /^1[0-9]{10}$/, message: t('phoneWrong') }]}
      >
        <Input inputMode="numeric" autoComplete="tel" maxLength={11} size="large" />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('phoneCode')}
        extra={send.reply && t('codeSent', { minutes: Math.round(send.reply.validSeconds / 60) })}
        rules={[{ required: true, pattern: /^[0-9]{6}$/, message: t('phoneCodeWrong') }]}
      >
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          size="large"
          suffix={
            <Button type="link" size="small" loading={send.busy} onClick={() => void sendCode()}>
              {t('sendCode')}
            </Button>
          }
        />
      </Form.Item>
      {wantsCode(act.error) && (
        <Form.Item name="totp" label={t('totpCode')} extra={t('totpCodeHelp')}>
          <Input maxLength={20} size="large" />
        </Form.Item>
      )}
      <Fault error={send.error} />
      {act.error?.code !== 'account.code_needed' && <Fault error={act.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
        {t('signIn')}
      </Button>
    </Form>
  )
}

/** On a sample server everybody may try every role. */
function SampleNotice() {
  const t = useWords(accountsLocale)
  const arrive = useArrival()
  const act = useAct(signInWithPassword, (reply) => arrive(reply.me))
  return (
    <section className="sign-in-sample" aria-label={t('sampleMode')}>
      <strong>{t('sampleMode')}</strong>
      <p>{t('sampleModeHelp')}</p>
      <ul>
        {sampleAccounts.map((account) => (
          <li key={account.login}>
            <Button
              size="small"
              loading={act.busy}
              onClick={() => act.run({ body: { login: account.login, password: samplePassword } })}
            >
              {say(roles[account.role])}
            </Button>
          </li>
        ))}
      </ul>
      <Fault error={act.error} />
      <a href="/mailbox">{t('toMailbox')}</a>
    </section>
  )
}
