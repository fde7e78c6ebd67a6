import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { roles } from '../../engines/access/access.ts'
import { setPreferences, signOut } from '../../modules/accounts/contract.ts'
import { call, queryClient } from './api.ts'
import { currentLanguage, type Language, say, setLanguage, useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { useMe } from './session.tsx'

/** Changes the language of the screen, and of the account where somebody is signed in. */
export async function chooseLanguage(language: Language, elderMode: boolean): Promise<void> {
  await setLanguage(language)
  await call(setPreferences, { body: { locale: language, elderMode } })
  await queryClient.invalidateQueries()
}

export function AccountMenu() {
  const t = useWords(shellLocale)
  const me = useMe()
  const navigate = useNavigate()
  const language = currentLanguage()
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const leave = async () => {
    await call(signOut, {})
    queryClient.clear()
    void navigate('/sign-in')
  }
  const grants = me.grants.map((grant) => ({
    key: `${grant.role} ${grant.scope}`,
    disabled: true,
    label: `${say(roles[grant.role])} · ${grant.scopeName}`,
  }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...grants,
          { type: 'divider' },
          { key: 'settings', label: t('nav_me'), onClick: () => void navigate('/settings') },
          {
            key: 'language',
            label: <span lang={other}>{other === 'en' ? 'English' : '中文'}</span>,
            onClick: () => void chooseLanguage(other, me.elderMode),
          },
          { key: 'leave', label: t('signOut'), onClick: () => void leave() },
        ],
      }}
    >
      <Button type="text">
        {me.name} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}
