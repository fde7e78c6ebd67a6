import { Link } from 'react-router'
import { subjectKindOf } from '../../modules/audit/contract-lists.ts'
import { showInstant } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { bracketed, labelled } from '../shell/phrases.ts'
import type { AuditEntry } from './audit-entry.ts'
import { auditLocale } from './locale.ts'
import './audit.css'

export function EntryPanel({ entry, close }: { entry: AuditEntry | undefined; close: () => void }) {
  const t = useWords(auditLocale)
  if (!entry)
    return (
      <Panel title={t('entry')} close={close}>
        <p className="quiet">{t('notOnThisPage')}</p>
      </Panel>
    )
  return (
    <Panel title={entry.actionName ? say(entry.actionName) : entry.action} close={close}>
      <div className="stack">
        <Facts
          columns={1}
          items={[
            [t('at'), showInstant(entry.at)],
            [t('who'), entry.actorName],
            ...(entry.onBehalf
              ? [
                  [
                    t('onBehalf'),
                    labelled(bracketed(entry.onBehalf.name, entry.onBehalf.relation), entry.onBehalf.reason),
                  ] as [string, string],
                ]
              : []),
            ...(entry.householdId
              ? [
                  [
                    t('household'),
                    <Link key="household" to={`/households/${entry.householdId}`}>
                      {t('openHousehold')}
                    </Link>,
                  ] as [string, React.ReactNode],
                ]
              : []),
            [t('subject'), `${say(subjectKindOf(entry))} ${entry.subjectId}`],
            [t('address'), entry.address ?? '—'],
          ]}
        />
        <h3>{t('detail')}</h3>
        <pre className="audit-detail">{JSON.stringify(entry.detail, null, 2)}</pre>
      </div>
    </Panel>
  )
}
