import { Alert, App, Button } from 'antd'
import { useWords } from '../shell/language.ts'
import { accountsLocale } from './locale.ts'
import './recovery-codes.css'

/** Ten codes as they are told once: to be copied or saved before they leave the screen. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords(accountsLocale)
  const { message } = App.useApp()
  const copy = () => {
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => void message.success(t('recoveryCopied')),
      () => void message.error(t('recoveryNotCopied')),
    )
  }
  return (
    <div className="stack">
      <Alert type="success" showIcon title={t('secondFactorOn')} description={t('recoveryOnce')} />
      <ol className="recovery-codes" aria-label={t('recoveryTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code translate="no">{code}</code>
          </li>
        ))}
      </ol>
      <div className="row-of-buttons">
        <Button onClick={copy}>{t('recoveryCopy')}</Button>
        <Button
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\r\n')}\r\n`)}`}
          download="shanzhi-recovery-codes.txt"
        >
          {t('recoverySave')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('recoveryKept')}
        </Button>
      </div>
    </div>
  )
}
