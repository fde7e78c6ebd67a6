import { showDate } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

/** Every text that was kept, and from when to when it ran here. */
export function VersionsTab({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const { adoption } = scheme
  const runs = (hash: string) => {
    const before = adoption?.earlier.find((one) => one.hash === hash)
    if (before) return t('ranFromTo', { from: showDate(before.startsOn), until: showDate(before.until) })
    const since = adoption?.earlier.at(-1)?.until ?? adoption?.startsOn
    return adoption?.state === 'in_force' && adoption.hash === hash && since
      ? t('inForceSince', { date: showDate(since) })
      : '—'
  }
  return (
    <Section title={t('tabVersions')} flush>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('version')}</th>
            <th scope="col">{t('keptOn')}</th>
            <th scope="col">{t('ranHere')}</th>
            <th scope="col">{t('hash')}</th>
          </tr>
        </thead>
        <tbody>
          {scheme.versions.map((one) => (
            <tr key={one.version}>
              <th scope="row">{t('withVersion', { version: one.version })}</th>
              <td>{showDate(one.createdAt.slice(0, 10))}</td>
              <td>{runs(one.hash)}</td>
              <td className="figure-text">{one.hash}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
