import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import {
  confirmTotp,
  getSecondFactor,
  renewRecoveryCodes,
  startTotp,
} from '../../modules/accounts/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { QrCode } from '../shell/QrCode.tsx'
import { accountsLocale } from './locale.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** So few codes left call for new ones. */
const fewCodes = 3

/** Sets up the authenticator and looks after the recovery codes; new codes are on screen this once. */
export function SecondFactor() {
  const t = useWords(accountsLocale)
  const state = useAsk(getSecondFactor, {})
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const start = useAct(startTotp)
  const shown = start.reply
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
  if (shown)
    return (
      <ConfirmSecret
        secret={shown.secret}
        uri={shown.uri}
        onDone={(made) => {
          start.clear()
          setCodes(made)
        }}
      />
    )
  const left = state.data?.recoveryCodesLeft ?? 0
  return (
    <div className="stack">
      <p>{t('secondFactorHelp')}</p>
      {state.data?.on && <p role="status">{t('secondFactorIsOn', { left })}</p>}
      <Fault error={state.error} />
      <div>
        <Button loading={start.busy} onClick={() => start.run({})}>
          {t(state.data?.on ? 'secondFactorReplace' : 'secondFactorStart')}
        </Button>
      </div>
      <Fault error={start.error} />
      {state.data?.on && (
        <>
          {left < fewCodes && <Alert type="warning" showIcon title={t('recoveryFew', { left })} />}
          <RenewCodes onDone={setCodes} />
        </>
      )}
    </div>
  )
}

function ConfirmSecret({
  secret,
  uri,
  onDone,
}: {
  secret: string
  uri: string
  onDone: (codes: readonly string[]) => void
}) {
  const t = useWords(accountsLocale)
  const confirm = useAct(confirmTotp, (reply) => onDone(reply.recoveryCodes))
  const [asksOld, setAsksOld] = useState(false)
  const needsOld = asksOld || confirm.error?.code === 'account.code_needed'
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ code, oldCode }: { code: string; oldCode?: string }) => {
        if (needsOld) setAsksOld(true)
        confirm.run({ body: { secret, code, ...(oldCode ? { oldCode } : {}) } })
      }}
    >
      <p>{t('secondFactorScan')}</p>
      <QrCode text={uri} label={t('secondFactorScan')} size={168} />
      <p className="quiet">{t('secretIs', { secret })}</p>
      <Form.Item
        name="code"
        label={t('totpCode')}
        rules={[{ required: true, pattern: /^[0-9]{6}$/, message: t('totpCodeMissing') }]}
      >
        <Input inputMode="numeric" maxLength={6} style={{ width: 180 }} autoComplete="one-time-code" />
      </Form.Item>
      {needsOld && (
        <Form.Item name="oldCode" label={t('oldTotpCode')}>
          <Input maxLength={20} style={{ width: 180 }} />
        </Form.Item>
      )}
      {confirm.error?.code !== 'account.code_needed' && <Fault error={confirm.error} />}
      <Button type="primary" htmlType="submit" loading={confirm.busy}>
        {t('secondFactorConfirm')}
      </Button>
    </Form>
  )
}

function RenewCodes({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const t = useWords(accountsLocale)
  const renew = useAct(renewRecoveryCodes, (reply) => onDone(reply.recoveryCodes))
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }: { code: string }) => renew.run({ body: { code } })}
    >
      <Form.Item
        name="code"
        label={t('recoveryRenewCode')}
        extra={t('recoveryRenewHelp')}
        rules={[{ required: true, message: t('totpCodeMissing') }]}
      >
        <Input maxLength={20} style={{ width: 180 }} autoComplete="one-time-code" />
      </Form.Item>
      <Fault error={renew.error} />
      <Button htmlType="submit" loading={renew.busy}>
        {t('recoveryRenew')}
      </Button>
    </Form>
  )
}
