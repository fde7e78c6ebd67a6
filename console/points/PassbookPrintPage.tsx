import { Link, useParams, useSearchParams } from 'react-router'
import { getPassbook } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { PrintPage } from '../shell/PrintPage.tsx'
import { pointsLocale } from './locale.ts'
import { Passbook } from './Passbook.tsx'
import { useEntries } from './passbook-entries.ts'

/** The passbook on paper, for who has no phone. */
export function PassbookPrintPage() {
  const t = useWords(pointsLocale)
  const { householdId = '' } = useParams()
  const [params] = useSearchParams()
  const cycle = params.get('cycle') ?? undefined
  const asked = useAsk(getPassbook, { params: { householdId }, query: { ...(cycle ? { cycle } : {}) } })
  const entries = useEntries(asked.data?.bookId)
  const passbook = asked.data
  if (!passbook) return <Fault error={asked.error} />
  return (
    <PrintPage
      title={t('passbookTitle', { head: passbook.headName })}
      under={showPeriod(passbook.cycle)}
      place={passbook.placeName}
      publicPath={`/village/${passbook.placeCode}`}
      papers={['A4']}
      signers={[t('headSign'), t('clerkSign')]}
      back={<Link to={`/points/passbooks/${householdId}`}>{t('backToPassbook')}</Link>}
    >
      <Passbook passbook={passbook} entries={entries.rows} />
    </PrintPage>
  )
}
