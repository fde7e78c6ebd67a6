import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { pointsLocale } from './locale.ts'

export interface PanelMember {
  name: string
  guest: boolean
}

export interface PanelState {
  members: PanelMember[]
  setNames: (names: string[]) => void
  toggleGuest: (name: string) => void
}

/** Who sits on the review panel of this meeting; kept until the browser is closed. */
export function usePanel(key: string): PanelState {
  const store = `shanzhi.panel.${key}`
  const [members, setMembers] = useState<PanelMember[]>(
    () => JSON.parse(sessionStorage.getItem(store) ?? '[]') as PanelMember[],
  )
  const keep = (next: PanelMember[]) => {
    sessionStorage.setItem(store, JSON.stringify(next))
    setMembers(next)
  }
  return {
    members,
    setNames: (names) => {
      const clean = names.map((name) => name.trim()).filter(Boolean)
      keep(clean.map((name) => members.find((member) => member.name === name) ?? { name, guest: false }))
    },
    toggleGuest: (name) =>
      keep(members.map((member) => (member.name === name ? { ...member, guest: !member.guest } : member))),
  }
}

export function PanelField({ panel, rule }: { panel: PanelState; rule: { min: number; max: number } }) {
  const t = useWords(pointsLocale)
  const count = panel.members.length
  const right = count >= rule.min && count <= rule.max
  return (
    <div className="panel-field">
      <span id="panel-label">{t('panelToday')}</span>
      <Select
        mode="tags"
        aria-labelledby="panel-label"
        placeholder={t('panelHint')}
        tokenSeparators={['、', '，', ',', ' ', ';', '；']}
        open={false}
        suffixIcon={null}
        value={panel.members.map((member) => member.name)}
        onChange={panel.setNames}
        tagRender={({ value, onClose }) => (
          <PanelName
            name={String(value)}
            guest={panel.members.find((member) => member.name === value)?.guest ?? false}
            toggle={() => panel.toggleGuest(String(value))}
            remove={onClose}
          />
        )}
      />
      <StateTag tone={right ? 'done' : 'late'}>
        {t('panelCount', { count, min: rule.min, max: rule.max })}
      </StateTag>
    </div>
  )
}

function PanelName(props: { name: string; guest: boolean; toggle: () => void; remove: () => void }) {
  const t = useWords(pointsLocale)
  return (
    <span className="panel-name">
      {props.name}
      <button
        type="button"
        className="link-button"
        aria-pressed={props.guest}
        title={t('guestHelp')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.toggle}
      >
        {props.guest ? t('guest') : t('memberOfPanel')}
      </button>
      <button
        type="button"
        className="link-button"
        aria-label={t('removeName', { name: props.name })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.remove}
      >
        ×
      </button>
    </span>
  )
}
