import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { currentLanguage, setLanguage, useWords } from '../shell/language.ts'
import { publicityLocale } from './locale.ts'
import './village.css'

/** What a passer-by sees: no navigation, one column. */
export function PublicFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(publicityLocale)
  const english = currentLanguage() === 'en'
  return (
    <div className="village">
      <header className="village-head">
        <h1>{title}</h1>
        <div className="row-of-buttons">
          <Button
            type="text"
            lang={english ? 'zh-CN' : 'en'}
            onClick={() => void setLanguage(english ? 'zh-CN' : 'en')}
          >
            {english ? '中文' : 'English'}
          </Button>
          <Link to="/">{t('toConsole')}</Link>
        </div>
      </header>
      <main id="main">{children}</main>
      <footer className="quiet">{t('villageFoot')}</footer>
    </div>
  )
}
