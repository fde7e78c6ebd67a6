import { App, Form, Input, Radio, Switch } from 'antd'
import { changePassword, setPreferences } from '../../modules/accounts/contract.ts'
import { useAct } from '../shell/api.ts'
import { setElderMode } from '../shell/elder-mode.ts'
import { Fault } from '../shell/Fault.tsx'
import { FormBody } from '../shell/FormPage.tsx'
import { currentLanguage, type Language, setLanguage, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { useMe } from '../shell/session.tsx'
import { accountsLocale } from './locale.ts'
import { SecondFactor } from './SecondFactor.tsx'

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
