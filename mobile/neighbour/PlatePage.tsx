import { Link, Navigate, useParams } from 'react-router'
import { openPlate } from '../../modules/households/contract.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { useTexts } from '../shell/texts.ts'
import { useRead } from '../shell/use-read.ts'

/** A scanned door plate: to the own passbook, to the visit page, or only to the village's board. */
export function PlatePage() {
  const { t } = useTexts()
  const { code = '' } = useParams()
  const read = useRead(openPlate, { params: { plateCode: code } })
  return (
    <Screen title={t('plate.title')} back="/">
      <Reading of={read}>
        {(plate) => {
          if (plate.kind === 'own') return <Navigate to="/" replace />
          if (plate.kind === 'visit' && plate.householdId)
            return <Navigate to={`/households/${plate.householdId}`} replace />
          return (
            <Empty
              icon="homes"
              title={t('plate.other', { place: plate.placeName })}
              text={t('plate.other_help')}
            >
              {plate.householdId && (
                <Link
                  className="button"
                  to={`/neighbour?${new URLSearchParams({ household: plate.householdId, place: plate.placeCode, name: t('plate.this_household') })}`}
                >
                  {t('plate.act_for')}
                </Link>
              )}
              <Link className="button button-quiet" to="/boards">
                {t('boards.title')}
              </Link>
            </Empty>
          )
        }}
      </Reading>
    </Screen>
  )
}
