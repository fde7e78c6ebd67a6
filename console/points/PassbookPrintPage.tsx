import { Link } from 'react-router'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { PrintPage } from '../shell/PrintPage.tsx'
import { useAskedPassbook } from './asked-passbook.ts'
import { pointsLocale } from './locale.ts'
import { Passbook } from './Passbook.tsx'
import { useEntries } from './passbook-entries.ts'

/** The passbook on paper, for who has no phone. */
export function PassbookPrintPage() {
  const t = useWords(pointsLocale)
  const asked = useAskedPassbook()
  const entries = useEntries(asked.data?.bookId)
  const passbook = asked.data
  if (!passbook) return <Fault error={asked.error} />
  return (
    <PrintPage
      title={t('passbookTitle', { head: passbook.subjectName })}
      under={showPeriod(passbook.cycle)}
      place={passbook.placeName}
      publicPath={`/village/${passbook.placeCode}`}
      papers={['A4']}
      signers={[t('headSign'), t('clerkSign')]}
      back={<Link to={`/points/books/${passbook.bookId}`}>{t('backToPassbook')}</Link>}
    >
      <Passbook passbook={passbook} entries={entries.rows} />
    </PrintPage>
  )
}
