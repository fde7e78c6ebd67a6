import { Button, Skeleton } from 'antd'
import { Link } from 'react-router'
import { getHousehold } from '../../modules/households/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { bracketed, joinWords } from '../shell/phrases.ts'
import { useMay } from '../shell/session.tsx'
import { relationName, tagName } from './household-types.ts'
import { householdsLocale } from './locale.ts'

interface HouseholdPanelProps {
  householdId: string
  close: () => void
  open: () => void
}

/** A household beside the list. */
export function HouseholdPanel({ householdId, close, open }: HouseholdPanelProps) {
  const t = useWords(householdsLocale)
  const may = useMay()
  const asked = useAsk(getHousehold, { params: { householdId } }, { keep: false })
  const household = asked.data
  if (!household)
    return (
      <Panel title={t('household')} close={close}>
        <Fault error={asked.error} again={() => void asked.refetch()} />
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </Panel>
    )
  return (
    <Panel title={bracketed(household.headName, household.number)} close={close}>
      <div className="stack">
        <Facts
          items={[
            [t('group'), household.groupName ?? '—'],
            [t('address'), household.address || '—'],
            [t('phone'), household.phoneMasked ?? '—'],
            [t('tags'), joinWords(household.tags.map(tagName)) || '—'],
          ]}
        />
        <ul className="plain-list">
          {household.people.map((person) => (
            <li key={person.id}>
              <strong>{person.name}</strong>
              <span>{relationName(person.relation)}</span>
              {person.ageYears !== null && (
                <span className="quiet">{t('age', { years: person.ageYears })}</span>
              )}
              {person.presence === 'away' && <span className="state-tag">{t('presence_away')}</span>}
            </li>
          ))}
        </ul>
        <div className="row-of-buttons">
          <Button type="primary" onClick={open}>
            {t('openHousehold')}
          </Button>
          {may('points.read_all') && (
            <Link to={`/points/passbooks/${household.id}`}>
              <Button>{t('passbook')}</Button>
            </Link>
          )}
        </div>
      </div>
    </Panel>
  )
}
