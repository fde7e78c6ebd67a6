import { useState } from 'react'
import { getBooks } from '../../modules/points/contract.ts'
import { joinScheme, listEnrolments } from '../../modules/points/contract-enrolments.ts'
import type { Book } from '../claims/plan-claim.ts'
import { saveAct, useActs } from '../outbox/phone-outbox.ts'
import { Note } from '../shell/Field.tsx'
import { makeKey } from '../shell/make-key.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { todayInChina } from '../shell/server-time.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'

/** A household without a passbook: what joining means, and the choice, which is its own. */
export function JoinScheme({ householdId }: { householdId: string }) {
  const { t, say } = useTexts()
  const me = useMe()
  const books = useRead(getBooks, { query: { place: me.placeCode } }, { keep: true })
  const enrolments = useRead(listEnrolments, { query: { household: householdId } }, { keep: true })
  const asked = useActs().some(
    (act) => act.kind === 'join' && act.householdId === householdId && act.state !== 'refused',
  )
  const [busy, setBusy] = useState(false)
  const join = async ({ adoptionId, schemeName, joins }: Book) => {
    setBusy(true)
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId,
        placeCode: me.placeCode,
        kind: 'join',
        title: schemeName,
        forName: '',
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: joinScheme.path,
          body: {
            placeCode: me.placeCode,
            adoptionId,
            householdId,
            joinedOn: todayInChina(),
            personId: joins === 'person' ? me.personId : null,
            agreedBy: me.name,
            proxy: null,
          },
        },
        photos: [],
        base: null,
      },
      [],
    )
    setBusy(false)
  }
  return (
    <Reading of={books}>
      {([book]) => {
        if (!book) return <Empty icon="book" title={t('join.none')} text={t('join.none_help')} />
        if (enrolments.data?.rows.some((one) => one.adoptionId === book.adoptionId && one.leftOn === null))
          return <Empty icon="book" title={t('join.joined')} text={t('join.joined_help')} />
        return (
          <section className="card stack">
            <h2>{t('join.title', { name: say(book.schemeName) })}</h2>
            <p>{t('join.what')}</p>
            <Note kind="plain" icon="info">
              {t('join.free')}
            </Note>
            {asked ? (
              <Note kind="green" icon="done">
                {t('join.asked')}
              </Note>
            ) : (
              <button
                type="button"
                className="button"
                aria-disabled={busy}
                onClick={() => !busy && void join(book)}
              >
                {t('join.yes')}
              </button>
            )}
          </section>
        )
      }}
    </Reading>
  )
}
