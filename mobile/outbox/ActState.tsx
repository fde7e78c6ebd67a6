import { Icon, type IconName } from '../shell/Icon.tsx'
import { useTexts } from '../shell/texts.ts'
import type { Act, ActState as State } from './act.ts'

const looks = {
  saved: ['tag tag-amber', 'clock'],
  sending: ['tag tag-amber', 'send'],
  sent: ['tag tag-green', 'done'],
  refused: ['tag tag-seal', 'warn'],
  conflict: ['tag tag-seal', 'warn'],
} as const satisfies Record<State, [string, IconName]>

/** The state of an act as a word and a sign, never a colour alone. */
export function ActState({ act }: { act: Act }) {
  const { t } = useTexts()
  const [look, icon] = looks[act.state]
  return (
    <span className={look}>
      <Icon name={icon} /> {t(`act.state_${act.state}`)}
    </span>
  )
}
