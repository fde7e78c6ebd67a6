import type { RouteReply } from '../../engines/contract/route.ts'
import type { getRollFigures } from '../../modules/households/contract.ts'
import { Figures } from '../shell/Figures.tsx'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { householdsLocale } from './locale.ts'

export function RollFigures({ figures }: { figures: RouteReply<typeof getRollFigures> }) {
  const t = useWords(householdsLocale)
  return (
    <Figures
      items={[
        {
          label: t('households'),
          value: showCount(figures.households),
          unit: t('householdUnit'),
          to: '/households',
        },
        {
          label: t('standing_local'),
          value: showCount(figures.localHouseholds),
          unit: t('householdUnit'),
          to: '/households?standing=local',
        },
        { label: t('persons'), value: showCount(figures.persons), unit: t('personUnit') },
        {
          label: t('presence_resident'),
          value: showCount(figures.residentPersons),
          unit: t('personUnit'),
          to: '/households?presence=resident',
        },
        { label: t('from60'), value: showCount(figures.from60), unit: t('personUnit') },
        { label: t('under14'), value: showCount(figures.under14), unit: t('personUnit') },
        { label: t('party'), value: showCount(figures.partyMembers), unit: t('personUnit') },
      ]}
    />
  )
}
