import { NavLink } from 'react-router'
import { Icon, type IconName } from './Icon.tsx'
import { type Me, may } from './session.ts'
import { type TextKey, useTexts } from './texts.ts'

interface Tab {
  to: string
  icon: IconName
  text: TextKey
}

/** Only what the person may do: a villager has the passbook, a cadre the households, some have both. */
function tabsOf(me: Me): Tab[] {
  return [
    ...(me.householdId ? [{ to: '/', icon: 'book', text: 'tabs.passbook' } as const] : []),
    ...(may(me, 'households.read') && me.grants.length > 0
      ? [{ to: '/households', icon: 'homes', text: 'tabs.households' } as const]
      : []),
    ...(me.grants.some((grant) => grant.role === 'merchant')
      ? [{ to: '/counter', icon: 'coins', text: 'tabs.counter' } as const]
      : []),
    { to: '/claims', icon: 'pen', text: 'tabs.claims' },
    { to: '/boards', icon: 'board', text: 'tabs.boards' },
    { to: '/me', icon: 'person', text: 'tabs.me' },
  ]
}

export function Tabs({ me }: { me: Me }) {
  const { t } = useTexts()
  return (
    <nav className="tabs" aria-label={t('tabs.label')}>
      {tabsOf(me).map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.to === '/'}>
          <Icon name={tab.icon} />
          <span>{t(tab.text)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
