import { Button } from 'antd'
import { useState } from 'react'
import { roles } from '../../engines/access/access.ts'
import { accountStates } from '../../modules/accounts/contract-lists.ts'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { ChangeDialog, EndRoleDialog, GiveRoleDialog, ResetDialog, StateDialog } from './AccountDialogs.tsx'
import { type AccountRow, accountTones, isOver } from './account-row.ts'
import { accountsLocale } from './locale.ts'

type Act = 'give' | 'change' | 'reset' | 'locked' | 'active' | 'closed'

export function AccountPanel({ account, close }: { account: AccountRow | undefined; close: () => void }) {
  const t = useWords(accountsLocale)
  const may = useMay()
  const [open, setOpen] = useState<Act>()
  const [ending, setEnding] = useState<AccountRow['grants'][number]>()
  if (!account)
    return (
      <Panel title={t('account')} close={close}>
        <p className="quiet">{t('notOnThisPage')}</p>
      </Panel>
    )
  const manages = may('accounts.manage') && account.state !== 'closed'
  const shut = () => setOpen(undefined)
  return (
    <Panel
      title={account.name}
      marks={<StateTag tone={accountTones[account.state]}>{say(accountStates[account.state])}</StateTag>}
      close={close}
    >
      <div className="stack">
        <Facts
          items={[
            [t('login'), account.login ?? '—'],
            [t('phone'), account.phoneMasked ?? '—'],
            [t('place'), account.placeName],
            [t('secondFactor'), account.secondFactor ? t('on') : t('off')],
          ]}
        />
        <h3>{t('grants')}</h3>
        <Grants account={account} manages={manages} end={setEnding} />
        {manages && <AccountActs account={account} start={setOpen} />}
      </div>
      <GiveRoleDialog account={account} open={open === 'give'} close={shut} />
      <ChangeDialog account={account} open={open === 'change'} close={shut} />
      <ResetDialog account={account} open={open === 'reset'} close={shut} />
      {(open === 'locked' || open === 'active' || open === 'closed') && (
        <StateDialog account={account} next={open} close={shut} />
      )}
      {ending && <EndRoleDialog account={account} grant={ending} close={() => setEnding(undefined)} />}
    </Panel>
  )
}

interface GrantsProps {
  account: AccountRow
  manages: boolean
  end: (grant: AccountRow['grants'][number]) => void
}

function Grants({ account, manages, end }: GrantsProps) {
  const t = useWords(accountsLocale)
  if (account.grants.length === 0) return <p className="quiet">{t('noGrants')}</p>
  return (
    <ul className="plain-list">
      {account.grants.map((grant) => (
        <li key={grant.id}>
          <strong>{say(roles[grant.role])}</strong>
          <span>{grant.scopeName}</span>
          <span className="quiet">
            {grant.to
              ? t('term', { from: showDate(grant.from), to: showDate(grant.to) })
              : t('termOpen', { from: showDate(grant.from) })}
          </span>
          {isOver(grant, today()) && <StateTag tone="quiet">{t('termOver')}</StateTag>}
          {manages && !isOver(grant, today()) && (
            <Button size="small" type="link" onClick={() => end(grant)}>
              {t('endRole')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function AccountActs({ account, start }: { account: AccountRow; start: (act: Act) => void }) {
  const t = useWords(accountsLocale)
  return (
    <div className="row-of-buttons">
      <Button type="primary" onClick={() => start('give')}>
        {t('giveRole')}
      </Button>
      <Button onClick={() => start('change')}>{t('changeAccount')}</Button>
      <Button onClick={() => start('reset')}>{t('resetSignIn')}</Button>
      {account.state === 'active' ? (
        <Button onClick={() => start('locked')}>{t('lock')}</Button>
      ) : (
        <Button onClick={() => start('active')}>{t('unlock')}</Button>
      )}
      <Button danger onClick={() => start('closed')}>
        {t('closeAccount')}
      </Button>
    </div>
  )
}
