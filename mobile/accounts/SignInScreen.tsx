import { type FormEvent, useEffect, useState } from 'react'
import type { Words } from '../../engines/contract/route.ts'
import { sendPhoneCode, signInWithPassword, signInWithPhone } from '../../modules/accounts/contract.ts'
import { lookAtPlate } from '../../modules/households/contract.ts'
import { callServer, NoConnection, ServerRefusal } from '../shell/call-server.ts'
import { Field, FormFaults, Note } from '../shell/Field.tsx'
import { preferences, setPreferences } from '../shell/preferences.ts'
import { type Me, sessionEnded, setSignedIn, signOutOwed } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import './sign-in.css'

/** The first screen: size and language first, then phone code or password. No puzzle stands in the way. */
export function SignInScreen() {
  const { t } = useTexts()
  const [way, setWay] = useState<'phone' | 'password'>('phone')
  useEffect(() => {
    document.title = `${t('sign_in.title')} · ${t('app.name')}`
  }, [t])
  return (
    <main className="sign-in" id="main">
      <Switches />
      <ScannedPlate />
      <header className="sign-in-head">
        <img src="/m/icon.svg" alt="" width="64" height="64" />
        <h1>{t('sign_in.welcome')}</h1>
        <p className="soft">{t('sign_in.what')}</p>
      </header>
      <div className="sign-in-ways" role="tablist" aria-label={t('sign_in.ways')}>
        {(['phone', 'password'] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`way-${one}`}
            aria-selected={way === one}
            aria-controls="way-panel"
            onClick={() => setWay(one)}
          >
            {t(`sign_in.way_${one}`)}
          </button>
        ))}
      </div>
      <div id="way-panel" role="tabpanel" aria-labelledby={`way-${way}`}>
        {way === 'phone' ? <PhoneForm /> : <PasswordForm />}
      </div>
      <p className="faint">{t('sign_in.help')}</p>
    </main>
  )
}

/** Somebody who scanned a door plate without being signed in is told where the plate is, and nothing of whose. */
function ScannedPlate() {
  const { t, say } = useTexts()
  const plateCode = /^\/m\/plate\/([^/]+)/.exec(location.pathname)?.[1]
  const [plate, setPlate] = useState<{ placeName: string; whatToDo: Words } | null>(null)
  useEffect(() => {
    if (plateCode) void callServer(lookAtPlate, { params: { plateCode } }).then(setPlate, () => {})
  }, [plateCode])
  if (!plate) return null
  return (
    <Note kind="green" icon="homes">
      <strong>{t('plate.scanned', { place: plate.placeName })}</strong>
      <p>{say(plate.whatToDo)}</p>
    </Note>
  )
}

/** Elder mode and language, before anything else and without signing in. */
function Switches() {
  const { t, language } = useTexts()
  const [elder, setElder] = useState(preferences().elder)
  return (
    <div className="switches">
      <button
        type="button"
        className="choice"
        aria-pressed={elder}
        onClick={() => {
          setElder(!elder)
          setPreferences({ elder: !elder })
        }}
      >
        {t('preferences.elder')}
      </button>
      <button
        type="button"
        className="choice"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setPreferences({ language: language === 'en' ? 'zh-CN' : 'en' })}
      >
        {t('preferences.other_language')}
      </button>
    </div>
  )
}

/** Runs a sign-in once at a time and puts a refusal in words. */
function useSignIn(): {
  busy: boolean
  fault: string
  /** Counts the tries. */
  round: number
  /** The account has a second factor and asked for its code. */
  needsCode: boolean
  run: (work: () => Promise<{ me: Me } | undefined>) => void
} {
  const { t } = useTexts()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const [round, setRound] = useState(0)
  const [needsCode, setNeedsCode] = useState(false)
  const run = async (work: () => Promise<{ me: Me } | undefined>) => {
    if (busy) return
    setBusy(true)
    setFault('')
    try {
      const answer = await work()
      if (answer) enter(answer.me)
    } catch (error) {
      if (error instanceof ServerRefusal) {
        if (/^account\.(recovery_)?code_/.test(error.code)) setNeedsCode(true)
        setFault(error.message)
      } else if (error instanceof NoConnection) setFault(t('sign_in.offline'))
      else throw error
    } finally {
      setRound((count) => count + 1)
      setBusy(false)
    }
  }
  return { busy, fault, round, needsCode, run: (work) => void run(work) }
}

/** The account's own choice of language and size holds on a phone that was never asked. */
function enter(me: Me): void {
  signOutOwed.set(false)
  sessionEnded.set(false)
  if (me.elderMode && !preferences().elder) setPreferences({ elder: true })
  setSignedIn(me)
}

function PhoneForm() {
  const { t } = useTexts()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState(false)
  const [secondsLeft, setSecondsLeft] = useState(0)
  const [faults, setFaults] = useState<{ phone?: string; code?: string }>({})
  const [totp, setTotp] = useState('')
  const signIn = useSignIn()
  useEffect(() => {
    if (secondsLeft === 0) return
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1000)
    return () => clearTimeout(timer)
  }, [secondsLeft])
  const phoneFault = /^1[0-9]{10}$/.test(phone) ? undefined : t('sign_in.phone_fault')
  const askForCode = () => {
    if (phoneFault) return setFaults({ phone: phoneFault })
    setFaults({})
    signIn.run(async () => {
      await callServer(sendPhoneCode, { body: { phone } })
      setSent(true)
      setSecondsLeft(60)
      return undefined
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const codeFault = /^[0-9]{6}$/.test(code) ? undefined : t('sign_in.code_fault')
    setFaults({ ...(phoneFault ? { phone: phoneFault } : {}), ...(codeFault ? { code: codeFault } : {}) })
    if (phoneFault || codeFault) return
    signIn.run(() => callServer(signInWithPhone, { body: { phone, code, ...(totp ? { totp } : {}) } }))
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <FormFaults
        round={signIn.round}
        title={t('sign_in.failed')}
        faults={signIn.fault ? [signIn.fault] : []}
      />
      <Field label={t('sign_in.phone')} fault={faults.phone}>
        <input
          type="tel"
          inputMode="numeric"
          autoComplete="tel-national"
          maxLength={11}
          value={phone}
          onChange={(event) => setPhone(event.target.value.replaceAll(/\D/g, ''))}
        />
      </Field>
      <button
        type="button"
        className="button button-quiet"
        aria-disabled={secondsLeft > 0 || signIn.busy}
        onClick={() => secondsLeft === 0 && askForCode()}
      >
        {secondsLeft > 0
          ? t('sign_in.send_again_in', { seconds: secondsLeft })
          : t(sent ? 'sign_in.send_again' : 'sign_in.send_code')}
      </button>
      <p role="status" className={sent ? 'note note-green' : 'unseen'}>
        {sent ? t('sign_in.code_sent') : ''}
      </p>
      <Field label={t('sign_in.code')} fault={faults.code}>
        <input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
        />
      </Field>
      {signIn.needsCode && <SecondCode code={totp} onCode={setTotp} />}
      <SubmitButton busy={signIn.busy} />
    </form>
  )
}

function PasswordForm() {
  const { t } = useTexts()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [code, setCode] = useState('')
  const [faults, setFaults] = useState<{ login?: string; password?: string }>({})
  const signIn = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = {
      ...(login.trim() ? {} : { login: t('sign_in.login_fault') }),
      ...(password ? {} : { password: t('sign_in.password_fault') }),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    signIn.run(() =>
      callServer(signInWithPassword, { body: { login: login.trim(), password, ...(code ? { code } : {}) } }),
    )
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <FormFaults
        round={signIn.round}
        title={t('sign_in.failed')}
        faults={signIn.fault ? [signIn.fault] : []}
      />
      <Field label={t('sign_in.login')} fault={faults.login}>
        <input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      </Field>
      <Field label={t('sign_in.password')} fault={faults.password}>
        <input
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <button
        type="button"
        className="button button-plain show-password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {t('sign_in.show_password')}
      </button>
      {signIn.needsCode && <SecondCode code={code} onCode={setCode} />}
      <SubmitButton busy={signIn.busy} />
    </form>
  )
}

function SubmitButton({ busy }: { busy: boolean }) {
  const { t } = useTexts()
  return (
    <button type="submit" className="button button-wide" aria-disabled={busy}>
      {t(busy ? 'sign_in.busy' : 'sign_in.enter')}
    </button>
  )
}

function SecondCode({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const { t } = useTexts()
  return (
    <Field label={t('sign_in.second_code')} help={t('sign_in.second_code_help')}>
      <input
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={20}
        value={code}
        onChange={(event) => onCode(event.target.value.trim())}
      />
    </Field>
  )
}
