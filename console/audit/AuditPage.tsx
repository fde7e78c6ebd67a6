import { Button } from 'antd'
import { useState } from 'react'
import { listActions } from '../../modules/accounts/contract.ts'
import { listAuditEntries } from '../../modules/audit/contract.ts'
import { queryClient, useAsk } from '../shell/api.ts'
import { showInstant } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { currentLanguage, type Speak, say, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import type { AuditEntry } from './audit-entry.ts'
import { EntryPanel } from './EntryPanel.tsx'
import { showChannel, showKind } from './entry-words.ts'
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
          householdId: state.filter('household'),
        })}
        list={{
          key: 'audit',
          rowKey: (row) => row.id,
          defaultSort: 'newest',
          exportPageSize: 500,
          searchHint: t('search'),
          columns: auditColumns(t),
          filters: [
            {
              name: 'action',
              label: t('action'),
              searchable: true,
              options: (actions.data ?? []).map((one) => ({
                value: one.action,
                label: currentLanguage() === 'en' ? one.en : one.zh,
              })),
            },
            {
              name: 'channel',
              label: t('channel'),
              options: (['console', 'mobile', 'api', 'timer', 'cli'] as const).map((value) => ({
                value,
                label: t(`channel_${value}`),
              })),
            },
            { name: 'days', label: t('at'), days: true },
            {
              name: 'onBehalf',
              label: t('onBehalf'),
              options: [{ value: 'true', label: t('onlyOnBehalf') }],
            },
          ],
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

function auditColumns(t: Speak<NonNullable<(typeof auditLocale)['keys']>>): Column<AuditEntry>[] {
  return [
    {
      key: 'at',
      title: t('at'),
      text: (row) => showInstant(row.at),
      sort: { up: 'oldest', down: 'newest' },
      width: 170,
    },
    {
      key: 'who',
      title: t('who'),
      text: (row) => row.actorName,
      show: (row) => <strong>{row.actorName}</strong>,
      width: 110,
    },
    {
      key: 'action',
      title: t('action'),
      text: (row) => (row.actionName ? say(row.actionName) : row.action),
      width: 180,
    },
    {
      key: 'behalf',
      title: t('onBehalf'),
      text: (row) => row.onBehalf?.name ?? '',
      show: (row) => row.onBehalf && <StateTag tone="waiting">{row.onBehalf.name}</StateTag>,
      width: 120,
    },
    {
      key: 'subject',
      title: t('subject'),
      text: (row) => `${showKind(t, row)} ${row.subjectId.slice(0, 8)}`,
      width: 180,
    },
    {
      key: 'channel',
      title: t('channel'),
      text: (row) => showChannel(t, row),
      width: 90,
    },
    { key: 'address', title: t('address'), text: (row) => row.address ?? '', width: 130 },
  ]
}
