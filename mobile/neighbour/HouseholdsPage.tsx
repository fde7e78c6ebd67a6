import { useNavigate } from 'react-router'
import { Screen } from '../shell/Screen.tsx'
import { useTexts } from '../shell/texts.ts'
import { HouseholdPicker } from './HouseholdPicker.tsx'

/** The round of a cadre: every household in her care, readable without a signal. */
export function HouseholdsPage() {
  const { t } = useTexts()
  const navigate = useNavigate()
  return (
    <Screen title={t('households.title')}>
      <HouseholdPicker onPick={(household) => navigate(`/households/${household.id}`)} />
    </Screen>
  )
}
