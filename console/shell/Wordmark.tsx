import { Link } from 'react-router'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'

/** A page of a passbook, and the name. */
export function Wordmark() {
  const t = useWords(shellLocale)
  return (
    <Link to="/" className="wordmark">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="var(--green)" />
        <path d="M8 10h16M8 16h16M8 22h10" stroke="var(--on-green)" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span>{t('product')}</span>
    </Link>
  )
}
