import { Button } from 'antd'
import { Link } from 'react-router'
import { listAccounts } from '../../modules/accounts/contract.ts'
import { accountStates, accountsList } from '../../modules/accounts/contract-lists.ts'
import { queryClient } from '../shell/api.ts'
import { today } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { AccountPanel } from './AccountPanel.tsx'
import { type AccountRow, accountTones } from './account-row.ts'
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
      query={(state) => ({
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'place') as 'place',
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        definition: accountsList(today()),
        rowKey: (row) => row.id,
        searchHint: t('accountsSearch'),
        defaultSort: 'place',
        shows: {
          name: (row) => <strong>{row.name}</strong>,
          state: (row) => <StateTag tone={accountTones[row.state]}>{say(accountStates[row.state])}</StateTag>,
        },
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
