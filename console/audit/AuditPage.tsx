import { Button } from 'antd'
import { useState } from 'react'
import { listActions } from '../../modules/accounts/contract.ts'
import { listAuditEntries } from '../../modules/audit/contract.ts'
import { auditList } from '../../modules/audit/contract-lists.ts'
import { queryClient, useAsk } from '../shell/api.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import type { AuditEntry } from './audit-entry.ts'
import { EntryPanel } from './EntryPanel.tsx'
import { auditLocale } from './locale.ts'
import { VerifyDialog } from './VerifyDialog.tsx'

export function AuditPage() {
  const t = useWords(auditLocale)
  const place = usePlace()
  const may = useMay()
  const [verifying, setVerifying] = useState(false)
  const actions = useAsk(listActions, {})
  return (
    <>
      <ListPage
        title={t('title')}
        intro={t('intro')}
        actions={may('audit.verify') && <Button onClick={() => setVerifying(true)}>{t('verify')}</Button>}
        route={listAuditEntries}
        query={(state) => ({
          placeCode: scopeOf(place.code),
          page: state.page,
          pageSize: state.pageSize,
          sort: (state.sort || 'newest') as 'newest',
          search: state.search || undefined,
          from: state.filter('from'),
          to: state.filter('to'),
          action: state.filter('action'),
          channel: state.filter('channel'),
          onBehalf: state.filter('onBehalf') as 'true' | undefined,
          householdId: state.filter('householdId') ?? state.filter('household'),
        })}
        list={{
          definition: auditList,
          rowKey: (row) => row.id,
          defaultSort: 'newest',
          searchHint: t('search'),
          shows: {
            who: (row) => <strong>{row.actorName}</strong>,
            behalf: (row) => row.onBehalf && <StateTag tone="waiting">{row.onBehalf.name}</StateTag>,
          },
          choices: {
            action: (actions.data ?? []).map((one) => ({ value: one.action, label: say(one) })),
          },
          panel: (id, close) => <EntryPanel entry={findEntry(id)} close={close} />,
          empty: { title: t('none'), text: t('noneHelp') },
        }}
      />
      <VerifyDialog open={verifying} close={() => setVerifying(false)} />
    </>
  )
}

function findEntry(id: string): AuditEntry | undefined {
  return queryClient
    .getQueriesData<{ rows: AuditEntry[] }>({ queryKey: [listAuditEntries.path] })
    .flatMap(([, data]) => data?.rows ?? [])
    .find((row) => row.id === id)
}
