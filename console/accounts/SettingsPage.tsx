import { App, Button, Form, Input, Radio, Switch } from 'antd'
import { changePassword, confirmTotp, setPreferences, startTotp } from '../../modules/accounts/contract.ts'
import { useAct } from '../shell/api.ts'
import { setElderMode } from '../shell/elder-mode.ts'
import { Fault } from '../shell/Fault.tsx'
import { FormBody } from '../shell/FormPage.tsx'
import { currentLanguage, type Language, setLanguage, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { QrCode } from '../shell/QrCode.tsx'
import { useMe } from '../shell/session.tsx'
import { accountsLocale } from './locale.ts'

export function SettingsPage() {
  const t = useWords(accountsLocale)
  return (
    <Page title={t('settingsTitle')} narrow>
      <Section title={t('display')}>
        <DisplaySettings />
      </Section>
      <Section title={t('changePassword')}>
        <PasswordSettings />
      </Section>
      <Section title={t('secondFactor')}>
        <SecondFactor />
      </Section>
    </Page>
  )
}

function DisplaySettings() {
  const t = useWords(accountsLocale)
  const me = useMe()
  const act = useAct(setPreferences)
  const choose = (locale: Language, elderMode: boolean) => {
    setElderMode(elderMode)
    void setLanguage(locale)
    act.run({ body: { locale, elderMode } })
  }
  return (
    <div className="stack">
      <div className="row-of-buttons">
        <span id="language-label">{t('language')}</span>
        <Radio.Group
          aria-labelledby="language-label"
          value={currentLanguage()}
          onChange={(event) => choose(event.target.value as Language, me.elderMode)}
          options={[
            { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </div>
      <div className="row-of-buttons">
        <Switch
          aria-labelledby="settings-elder"
          checked={me.elderMode}
          onChange={(on) => choose(currentLanguage(), on)}
        />
        <span id="settings-elder">{t('elderMode')}</span>
      </div>
      <Fault error={act.error} />
    </div>
  )
}

interface Passwords {
  oldPassword: string
  newPassword: string
  again: string
}

function PasswordSettings() {
  const t = useWords(accountsLocale)
  const { message } = App.useApp()
  const [form] = Form.useForm<Passwords>()
  const act = useAct(changePassword, () => {
    form.resetFields()
    void message.success(t('passwordChanged'))
  })
  return (
    <FormBody<Passwords>
      form={form}
      initial={{}}
      submit={t('changePassword')}
      busy={act.busy}
      error={act.error}
      onSubmit={({ oldPassword, newPassword }) => act.run({ body: { oldPassword, newPassword } })}
    >
      <Form.Item
        name="oldPassword"
        label={t('oldPassword')}
        rules={[{ required: true, message: t('passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('newPassword')}
        extra={t('passwordRule')}
        rules={[{ required: true, min: 10, message: t('passwordShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('passwordAgain')}
        dependencies={['newPassword']}
        rules={[
          ({ getFieldValue }) => ({
            required: true,
            validator: (_rule, value) =>
              value && value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormBody>
  )
}

function SecondFactor() {
  const t = useWords(accountsLocale)
  const { message } = App.useApp()
  const start = useAct(startTotp)
  const confirm = useAct(confirmTotp, () => {
    start.clear()
    void message.success(t('secondFactorOn'))
  })
  const shown = start.reply
  if (!shown)
    return (
      <div className="stack">
        <p>{t('secondFactorHelp')}</p>
        <div>
          <Button loading={start.busy} onClick={() => start.run({})}>
            {t('secondFactorStart')}
          </Button>
        </div>
        <Fault error={start.error} />
      </div>
    )
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ code, oldCode }: { code: string; oldCode?: string }) =>
        confirm.run({ body: { secret: shown.secret, code, ...(oldCode ? { oldCode } : {}) } })
      }
    >
      <p>{t('secondFactorScan')}</p>
      <QrCode text={shown.uri} label={t('secondFactorScan')} size={168} />
      <p className="quiet">{t('secretIs', { secret: shown.secret })}</p>
      <Form.Item
        name="code"
        label={t('totpCode')}
        rules={[{ required: true, pattern: /^[0-9]{6}$/, message: t('totpCodeMissing') }]}
      >
        <Input inputMode="numeric" maxLength={6} style={{ width: 180 }} autoComplete="one-time-code" />
      </Form.Item>
      {confirm.error?.code === 'account.code_needed' && (
        <Form.Item name="oldCode" label={t('oldTotpCode')}>
          <Input inputMode="numeric" maxLength={6} style={{ width: 180 }} />
        </Form.Item>
      )}
      <Fault error={confirm.error} />
      <Button type="primary" htmlType="submit" loading={confirm.busy}>
        {t('secondFactorConfirm')}
      </Button>
    </Form>
  )
}
