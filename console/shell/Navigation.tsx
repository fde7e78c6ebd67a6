import {
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  EditOutlined,
  EnvironmentOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FlagOutlined,
  HomeOutlined,
  MailOutlined,
  NotificationOutlined,
  OrderedListOutlined,
  PieChartOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  ShopOutlined,
  TeamOutlined,
  UserOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { getSignInWays } from '../../modules/accounts/contract.ts'
import { useAsk } from './api.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { navigation } from './navigation.ts'
import { useMe } from './session.tsx'
import { Wordmark } from './Wordmark.tsx'

const icons: Record<string, ReactNode> = {
  '/households': <TeamOutlined aria-hidden />,
  '/territory': <EnvironmentOutlined aria-hidden />,
  '/points/inbox': <CheckSquareOutlined aria-hidden />,
  '/points/declare': <EditOutlined aria-hidden />,
  '/points/claims': <ProfileOutlined aria-hidden />,
  '/points/passbooks': <BookOutlined aria-hidden />,
  '/points/closes': <CalendarOutlined aria-hidden />,
  '/publicity': <NotificationOutlined aria-hidden />,
  '/boards': <FlagOutlined aria-hidden />,
  '/publicity/objections': <QuestionCircleOutlined aria-hidden />,
  '/shops': <ShopOutlined aria-hidden />,
  '/funds': <WalletOutlined aria-hidden />,
  '/dividends': <BankOutlined aria-hidden />,
  '/dividends/shares': <PieChartOutlined aria-hidden />,
  '/schemes': <FileTextOutlined aria-hidden />,
  '/procedures': <OrderedListOutlined aria-hidden />,
  '/meetings': <FileDoneOutlined aria-hidden />,
  '/accounts': <UserOutlined aria-hidden />,
  '/audit': <AuditOutlined aria-hidden />,
  '/mailbox': <MailOutlined aria-hidden />,
  '/settings': <SettingOutlined aria-hidden />,
}

export function Navigation() {
  const t = useWords(shellLocale)
  const { actions } = useMe()
  const { pathname } = useLocation()
  const ways = useAsk(getSignInWays, {})
  const groups = navigation
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        (entry) =>
          (entry.rights.length === 0 || entry.rights.some((right) => actions.includes(right))) &&
          (!entry.sampleOnly || ways.data?.sample),
      ),
    }))
    .filter((group) => group.entries.length > 0)
  const all = groups.flatMap((group) => group.entries)
  // The longest address that the screen's begins with is where one is.
  const here = all
    .filter((entry) => pathname === entry.to || pathname.startsWith(`${entry.to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0]
  return (
    <nav className="navigation" aria-label={t('navigation')}>
      <Wordmark />
      <ul>
        <li>
          <NavLink to="/" end className="navigation-entry">
            <HomeOutlined aria-hidden />
            {t('nav_today')}
          </NavLink>
        </li>
      </ul>
      {groups.map((group) => (
        <section key={group.word} aria-label={t(group.word)}>
          <div className="navigation-group" aria-hidden>
            {t(group.word)}
          </div>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  className={entry === here ? 'navigation-entry active' : 'navigation-entry'}
                  aria-current={entry === here ? 'page' : undefined}
                >
                  {icons[entry.to]}
                  {t(entry.word)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
