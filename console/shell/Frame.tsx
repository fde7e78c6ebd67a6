import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { Outlet, useLocation, useNavigationType } from 'react-router'
import { AccountMenu } from './AccountMenu.tsx'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Navigation } from './Navigation.tsx'
import { PlaceSwitcher } from './PlaceSwitcher.tsx'
import { QuickSearch } from './QuickSearch.tsx'
import { Tray } from './Tray.tsx'
import './frame.css'

/** Navigation at the left, the place and the person above, one screen in the middle. */
export function Frame() {
  const t = useWords(shellLocale)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const navigation = useNavigationType()
  const [menuOpen, setMenuOpen] = useState(false)
  const shownPath = useRef(pathname)
  useEffect(() => {
    if (shownPath.current === pathname) return
    shownPath.current = pathname
    setMenuOpen(false)
    // A new screen is read from its top; going back leaves the place to the browser.
    main.current?.focus({ preventScroll: true })
    if (navigation !== 'POP') scrollTo(0, 0)
  }, [pathname, navigation])
  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        {t('skipToContent')}
      </a>
      <div className="frame-side">
        <Navigation />
      </div>
      <div className="frame-right">
        <header className="frame-top">
          <Button
            className="frame-menu"
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('menu')}
            onClick={() => setMenuOpen(true)}
          />
          <PlaceSwitcher />
          <QuickSearch />
          <div className="frame-top-end">
            <Tray />
            <AccountMenu />
          </div>
        </header>
        <main id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<div className="frame-waiting" role="status" aria-label={t('loading')} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Drawer
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={264}
        title={t('menu')}
      >
        <Navigation />
      </Drawer>
    </div>
  )
}
