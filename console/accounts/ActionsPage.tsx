import { CheckOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { roles } from '../../engines/access/access.ts'
import { listActions, role } from '../../modules/accounts/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { currentLanguage, say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { accountsLocale } from './locale.ts'
import './sign-in.css'

/** Who may do what: the table by which the server decides. */
export function ActionsPage() {
  const t = useWords(accountsLocale)
  const asked = useAsk(listActions, {})
  return (
    <Page
      title={t('actionsTitle')}
      intro={t('actionsIntro')}
      back={{ to: '/accounts', label: t('accountsTitle') }}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data && (
        <Section flush across={t('actionsTitle')}>
          <table className="plain-table actions-table">
            <thead>
              <tr>
                <th scope="col">{t('action')}</th>
                {role.options.map((one) => (
                  <th key={one} scope="col">
                    {say(roles[one])}
                  </th>
                ))}
                <th scope="col">{t('ownHousehold')}</th>
                <th scope="col">{t('everyAccount')}</th>
              </tr>
            </thead>
            <tbody>
              {asked.data.map((action) => (
                <tr key={action.action}>
                  <th scope="row">
                    {currentLanguage() === 'en' ? action.en : action.zh}
                    <div className="quiet">
                      <code>{action.action}</code>
                    </div>
                  </th>
                  {role.options.map((one) => (
                    <Cell key={one} on={action.roles.includes(one)} />
                  ))}
                  <Cell on={action.ownHousehold} />
                  <Cell on={action.everyAccount} />
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </Page>
  )
}

function Cell({ on }: { on: boolean }) {
  const t = useWords(accountsLocale)
  return <td>{on && <CheckOutlined className="plus" aria-label={t('may')} />}</td>
}
