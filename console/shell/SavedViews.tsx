import { PushpinOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useWords } from './language.ts'
import type { ListState } from './list-state.ts'
import { shellLocale } from './locale.ts'

interface View {
  name: string
  text: string
}

const storeKey = (listKey: string) => `shanzhi.views.${listKey}`
const readViews = (listKey: string): View[] =>
  JSON.parse(localStorage.getItem(storeKey(listKey)) ?? '[]') as View[]

/** Conditions that the person gave a name, kept in this browser. */
export function SavedViews({ listKey, state }: { listKey: string; state: ListState }) {
  const t = useWords(shellLocale)
  const [views, setViews] = useState(() => readViews(listKey))
  const [name, setName] = useState('')
  const keep = (next: View[]) => {
    localStorage.setItem(storeKey(listKey), JSON.stringify(next))
    setViews(next)
  }
  const add = () => {
    if (!name.trim()) return
    keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), text: state.text }])
    setName('')
  }
  const content = (
    <div className="saved-views">
      {views.map((view) => (
        <div key={view.name} className="saved-view">
          <Button type="link" size="small" onClick={() => state.setText(view.text)}>
            {view.name}
          </Button>
          <Button
            type="text"
            size="small"
            onClick={() => keep(views.filter((other) => other.name !== view.name))}
            aria-label={t('removeView', { name: view.name })}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      {views.length === 0 && <p>{t('noViews')}</p>}
      <Input
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
        placeholder={t('viewName')}
        aria-label={t('viewName')}
        suffix={
          <Button type="link" size="small" onClick={add} disabled={!name.trim()}>
            {t('keepView')}
          </Button>
        }
      />
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('savedViews')} content={content}>
      <Button type="text" aria-label={t('savedViews')} icon={<PushpinOutlined aria-hidden />}>
        {t('savedViews')}
      </Button>
    </Popover>
  )
}
