import { Button } from 'antd'
import { Link } from 'react-router'
import { roles } from '../../engines/access/access.ts'
import { listAccounts } from '../../modules/accounts/contract.ts'
import { queryClient } from '../shell/api.ts'
import { today } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, say, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
import { bracketed, joinWords } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { AccountPanel } from './AccountPanel.tsx'
import { type AccountRow, accountTones, isOver } from './account-row.ts'
import { accountsLocale } from './locale.ts'

export function AccountsPage() {
  const t = useWords(accountsLocale)
  const may = useMay()
  return (
    <ListPage
      title={t('accountsTitle')}
      intro={
        <>
          {t('accountsIntro')} <Link to="/accounts/actions">{t('toActions')}</Link>
        </>
      }
      actions={
        may('accounts.manage') && (
          <Link to="/accounts/new">
            <Button type="primary">{t('newAccount')}</Button>
          </Link>
        )
      }
      route={listAccounts}
      query={(state) => ({ search: state.search, page: state.page, pageSize: state.pageSize })}
      list={{
        key: 'accounts',
        rowKey: (row) => row.id,
        searchHint: t('accountsSearch'),
        columns: accountColumns(t),
        panel: (id, close) => <AccountPanel account={findAccount(id)} close={close} />,
        empty: { title: t('noAccounts'), text: t('noAccountsHelp') },
      }}
    />
  )
}

/** The list on screen already holds the account whole. */
function findAccount(id: string): AccountRow | undefined {
  return queryClient
    .getQueriesData<{ rows: AccountRow[] }>({ queryKey: [listAccounts.path] })
    .flatMap(([, data]) => data?.rows ?? [])
    .filter((row) => row.id === id)
    .sort((a, b) => b.revision - a.revision)[0]
}

function accountColumns(t: Speak<NonNullable<(typeof accountsLocale)['keys']>>): Column<AccountRow>[] {
  return [
    {
      key: 'name',
      title: t('name'),
      text: (row) => row.name,
      show: (row) => <strong>{row.name}</strong>,
      width: 110,
    },
    { key: 'login', title: t('login'), text: (row) => row.login ?? '', width: 140 },
    { key: 'phone', title: t('phone'), text: (row) => row.phoneMasked ?? '', width: 130 },
    { key: 'place', title: t('place'), text: (row) => row.placeName, width: 120 },
    {
      key: 'grants',
      title: t('grants'),
      text: (row) =>
        joinWords(
          row.grants
            .filter((grant) => !isOver(grant, today()))
            .map((grant) => bracketed(say(roles[grant.role]), grant.scopeName)),
        ),
      width: 280,
    },
    {
      key: 'second',
      title: t('secondFactor'),
      text: (row) => (row.secondFactor ? t('on') : t('off')),
      width: 90,
    },
    {
      key: 'state',
      title: t('state'),
      text: (row) => t(`state_${row.state}`),
      show: (row) => <StateTag tone={accountTones[row.state]}>{t(`state_${row.state}`)}</StateTag>,
      width: 110,
    },
  ]
}
