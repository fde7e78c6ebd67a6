import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { amendClaim, getBooks, getClaim } from '../../modules/points/contract.ts'
import { saveAct } from '../outbox/phone-outbox.ts'
import { addressOf } from '../shell/call-server.ts'
import { Note } from '../shell/Field.tsx'
import { makeKey } from '../shell/make-key.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { ClaimForm } from './ClaimForm.tsx'
import type { Claim } from './claim.ts'
import './claims.css'
import { PickedItem } from './PickedItem.tsx'
import { type ClaimDraft, fieldsOf, type Item } from './plan-claim.ts'
import { noteOf } from './Timeline.tsx'

/** A returned claim, put right and sent again; what the reviewer said stands on top. */
export function AmendPage() {
  const { t } = useTexts()
  const { claimId = '' } = useParams()
  const read = useRead(getClaim, { params: { claimId } }, { keep: true })
  return (
    <Screen title={t('amend.title')} back={`/claims/${claimId}`}>
      <Reading of={read}>{(claim) => <WithItem claim={claim} />}</Reading>
    </Screen>
  )
}

function WithItem({ claim }: { claim: Claim }) {
  const { t } = useTexts()
  const books = useRead(getBooks, { query: { place: claim.placeCode } }, { keep: true })
  return (
    <Reading of={books}>
      {(all) => {
        const item = all
          .find((book) => book.adoptionId === claim.adoptionId && book.bookKey === claim.bookKey)
          ?.items.find((one) => one.key === claim.itemKey)
        return item ? <Amend claim={claim} item={item} /> : <Empty icon="list" title={t('amend.item_gone')} />
      }}
    </Reading>
  )
}

function Amend({ claim, item }: { claim: Claim; item: Item }) {
  const { t, say } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<ClaimDraft>(() => ({
    occurredOn: claim.occurredOn,
    happenedAt: claim.happenedAt,
    personName: claim.personName ?? '',
    reason: claim.reason,
    quantity: sayPoints(claim.quantity).replaceAll(',', ''),
    proposed: sayPoints(Math.abs(claim.proposed)).replaceAll(',', ''),
  }))
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([])
  const returned = [...claim.timeline].reverse().find((event) => event.kind.includes('return'))
  const submit = async () => {
    const { personName: _, ...fields } = fieldsOf(draft, item)
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: claim.householdId ?? me.householdId ?? '',
        placeCode: claim.placeCode,
        kind: 'amend',
        title: claim.itemName,
        forName: claim.householdId === me.householdId ? '' : claim.subjectName,
        madeAt: new Date().toISOString(),
        request: {
          method: 'PUT',
          path: addressOf(amendClaim, { claimId: claim.id }),
          body: { revision: claim.revision, ...fields, evidence: claim.evidence },
        },
        photos: photos.map((photo) => ({ id: photo.id, goesTo: 'evidence' as const })),
        base: claim,
      },
      photos,
    )
    navigate('/claims', { replace: true, state: { saved: true } })
  }
  return (
    <div className="stack">
      {returned && (
        <Note kind="amber" icon="mend">
          <strong>{t('amend.returned_by', { who: returned.who })}</strong>
          <p>{noteOf(returned) || say(returned.text)}</p>
        </Note>
      )}
      <PickedItem item={item} />
      <ClaimForm
        item={item}
        draft={draft}
        photos={photos}
        keptPictures={claim.evidence.length}
        people={[]}
        submit={t('amend.submit')}
        onDraft={setDraft}
        onPhotos={setPhotos}
        onDone={() => void submit()}
      />
    </div>
  )
}
