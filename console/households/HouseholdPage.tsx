import { Button, Dropdown } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { getHousehold, type OperationKind, operationNames } from '../../modules/households/contract.ts'
import { standings } from '../../modules/households/contract-lists.ts'
import { useAsk } from '../shell/api.ts'
import { DetailPage } from '../shell/DetailPage.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import type { TimelineEntry } from '../shell/Timeline.tsx'
import type { Household } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { MembersTable } from './MembersTable.tsx'
import { TagsSection } from './TagsSection.tsx'
import { UndoChange } from './UndoChange.tsx'

/** The kinds that are done from a household, in the order of a village's year. */
const kinds: OperationKind[] = [
  'birth',
  'marriage_in',
  'adoption',
  'change_head',
  'split',
  'merge',
  'transfer',
  'leave',
  'move',
  'death',
]

export function HouseholdPage() {
  const t = useWords(householdsLocale)
  const { householdId = '' } = useParams()
  const asked = useAsk(getHousehold, { params: { householdId } }, { keep: false })
  const household = asked.data
  return (
    <DetailPage
      title={household && t('householdOf', { head: household.headName })}
      intro={household && `${household.placeName} · ${t('numberIs', { number: household.number })}`}
      back={{ to: '/households', label: t('title') }}
      error={asked.error}
      again={() => void asked.refetch()}
      marks={
        household?.validTo && (
          <StateTag tone="quiet">{t(`ended_${household.endedBy ?? 'dissolved'}`)}</StateTag>
        )
      }
      actions={household && <HouseholdActs household={household} />}
      summary={household && <HouseholdFacts household={household} />}
      {...(household ? { timeline: timelineOf(household) } : {})}
    >
      {household && (
        <>
          <Section title={t('membersCount', { count: household.people.length })} flush>
            <MembersTable
              people={household.people}
              mayReveal={household.may.reveal}
              mayEdit={household.may.manage && !household.validTo}
            />
          </Section>
          <TagsSection household={household} />
          {household.formerPeople.length > 0 && (
            <Section title={t('formerMembers')} flush>
              <MembersTable people={household.formerPeople} mayReveal={false} former />
            </Section>
          )}
        </>
      )}
    </DetailPage>
  )
}

function HouseholdActs({ household }: { household: Household }) {
  const t = useWords(householdsLocale)
  const may = useMay()
  const navigate = useNavigate()
  const allowed = kinds.filter((kind) =>
    kind === 'move' ? household.may.move || household.may.manage : household.may.manage,
  )
  return (
    <>
      {may('points.read_all') && (
        <Link to={`/points/passbooks/${household.id}`}>
          <Button>{t('passbook')}</Button>
        </Link>
      )}
      {household.may.plate && (
        <Link to={`/households/plates?household=${household.id}`}>
          <Button>{t('plate')}</Button>
        </Link>
      )}
      {household.may.manage && !household.validTo && (
        <Link to={`/households/${household.id}/edit`}>
          <Button>{t('edit')}</Button>
        </Link>
      )}
      {allowed.length > 0 && !household.validTo && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: allowed.map((kind) => ({ key: kind, label: say(operationNames[kind]) })),
            onClick: ({ key }) => void navigate(`/households/${household.id}/operations/${key}`),
          }}
        >
          <Button type="primary">{t('operate')}</Button>
        </Dropdown>
      )}
    </>
  )
}

function HouseholdFacts({ household }: { household: Household }) {
  const t = useWords(householdsLocale)
  return (
    <Facts
      columns={3}
      items={[
        [t('group'), household.groupName ?? '—'],
        [t('address'), household.address || '—'],
        [t('standing'), say(standings[household.standing])],
        [t('phone'), household.phoneMasked ?? '—'],
        [t('validFrom'), showDate(household.validFrom)],
        ...(household.areas.length > 0
          ? [
              [t('areas'), household.areas.map((area) => `${area.system} ${area.name}`).join('；')] as [
                string,
                string,
              ],
            ]
          : []),
        ...(household.successorId
          ? [
              [
                t('successor'),
                <Link key="successor" to={`/households/${household.successorId}`}>
                  {t('openHousehold')}
                </Link>,
              ] as [string, React.ReactNode],
            ]
          : []),
      ]}
    />
  )
}

function timelineOf(household: Household): TimelineEntry[] {
  return household.changes.map((change) => ({
    key: change.id,
    at: change.at,
    who: change.byName,
    tone: change.undoneById ? 'quiet' : undefined,
    text: say(change.summary),
    detail: (
      <>
        {change.effects.map((effect) => (
          <div key={effect.key}>{say(effect)}</div>
        ))}
        {change.mayUndo && <UndoChange change={change} />}
      </>
    ),
  }))
}
