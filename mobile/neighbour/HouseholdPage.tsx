import { Link, useParams } from 'react-router'
import { getHousehold, relations } from '../../modules/households/contract.ts'
import { PassbookView } from '../passbook/PassbookPage.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { may } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'

/** The visit page: who lives here, what to do for them, their passbook. */
export function HouseholdPage() {
  const { t, say, language } = useTexts()
  const me = useMe()
  const { householdId = '' } = useParams()
  const read = useRead(getHousehold, { params: { householdId } }, { keep: true })
  return (
    <Screen title={read.data?.headName ?? t('household.title')} back="/households">
      <Reading of={read} bones={6}>
        {(household) => {
          const about = new URLSearchParams({
            household: household.id,
            name: household.headName,
            place: household.placeCode,
          })
          return (
            <div className="stack">
              <section className="card stack">
                <p className="soft">
                  {t('passbook.number', { number: household.number })}
                  {household.groupName ? ` · ${household.groupName}` : ''}
                  {household.address ? ` · ${household.address}` : ''}
                </p>
                <ul className="stack">
                  {household.people
                    .filter((person) => person.diedOn === null)
                    .map((person) => (
                      <li key={person.id}>
                        <strong>{person.name}</strong>{' '}
                        <span className="faint">
                          {person.relation ? relations[person.relation][language === 'en' ? 'en' : 'zh'] : ''}
                          {person.ageYears === null
                            ? ''
                            : ` · ${t('household.age', { count: person.ageYears })}`}
                          {person.presence === 'away' ? ` · ${t('household.away')}` : ''}
                        </span>
                      </li>
                    ))}
                </ul>
                {household.tagRows.length > 0 && (
                  <p className="choices">
                    {household.tagRows.map((tag) => (
                      <span key={tag.id} className="tag">
                        {say(tag.label)}
                      </span>
                    ))}
                  </p>
                )}
              </section>
              <div className="buttons-row">
                {may(me, 'points.declare_for_others') && (
                  <Link className="button" to={`/claims/new?${about}`}>
                    <Icon name="pen" /> {t('household.declare')}
                  </Link>
                )}
                <Link className="button button-quiet" to={`/neighbour?${about}`}>
                  <Icon name="hand" /> {t('household.behalf')}
                </Link>
              </div>
              <PassbookView householdId={household.id} />
            </div>
          )
        }}
      </Reading>
    </Screen>
  )
}
