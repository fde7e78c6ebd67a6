import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { getOwnHousehold } from '../../modules/households/contract.ts'
import { declareClaim, getBooks } from '../../modules/points/contract.ts'
import type { Act } from '../outbox/act.ts'
import { openOutbox, saveAct, sendOutbox, useActs } from '../outbox/phone-outbox.ts'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { makeKey } from '../shell/make-key.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { ClaimForm } from './ClaimForm.tsx'
import './claims.css'
import { ItemPicker, type Picked } from './ItemPicker.tsx'
import { PickedItem } from './PickedItem.tsx'
import { type Book, type Channel, fieldsOf } from './plan-claim.ts'
import { type KeptDraft, useDraft } from './use-draft.ts'
import { WhatFollows } from './WhatFollows.tsx'

interface Whom {
  householdId: string
  placeCode: string
  name: string
  channel: Channel
}

/** Declaring a deed: for one's own household, or as a cadre for one in one's care (`?household=&name=&place=`). */
export function DeclarePage() {
  const { t } = useTexts()
  const me = useMe()
  const [search] = useSearchParams()
  const other = search.get('household')
  const mended = useActs().find((act) => act.key === search.get('mend') && act.accountId === me.accountId)
  const whom: Whom | null = mended
    ? {
        householdId: mended.householdId,
        placeCode: mended.placeCode,
        name: mended.forName,
        channel: mended.request.body.channel as Channel,
      }
    : other
      ? {
          householdId: other,
          placeCode: search.get('place') ?? me.placeCode,
          name: search.get('name') ?? '',
          channel: 'cadre',
        }
      : me.householdId
        ? { householdId: me.householdId, placeCode: me.placeCode, name: '', channel: 'self' }
        : null
  return (
    <Screen
      title={whom?.name ? t('declare.title_for', { name: whom.name }) : t('declare.title')}
      back="/claims"
    >
      {whom ? (
        <Declare key={mended?.key ?? whom.householdId} whom={whom} mended={mended} />
      ) : (
        <Empty icon="homes" title={t('declare.no_household')} text={t('declare.no_household_help')} />
      )}
    </Screen>
  )
}

function Declare({ whom, mended }: { whom: Whom; mended: Act | undefined }) {
  const { t } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const books = useRead(getBooks, { query: { place: whom.placeCode } }, { keep: true })
  const own = useRead(getOwnHousehold, {}, { keep: true, enabled: whom.householdId === me.householdId })
  /** A book of persons counts one's own deed for oneself. */
  const ownPerson = (subject: Book['subject']) =>
    whom.channel === 'self' && (subject === 'person' || subject === 'post') ? me.personId : null
  const { draft, goesOn, keep, forget } = useDraft(whom.householdId, mended ? draftOf(mended) : null)
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([])
  useEffect(() => {
    if (!mended) return
    void openOutbox().then(async ({ database }) => {
      const pictures = mended.photos.filter((photo) => photo.goesTo === 'evidence')
      const kept = await Promise.all(pictures.map((photo) => database.get('photos', photo.id)))
      setPhotos(kept.filter((photo) => photo !== undefined))
    })
  }, [mended])
  const chosen = findPicked(books.data ?? [], draft)
  const submit = async () => {
    if (!chosen) return
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: whom.householdId,
        placeCode: whom.placeCode,
        kind: 'declare',
        title: chosen.item.name,
        forName: whom.name,
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: declareClaim.path,
          body: {
            placeCode: whom.placeCode,
            householdId: whom.householdId,
            personId: ownPerson(chosen.book.subject),
            adoptionId: chosen.book.adoptionId,
            bookKey: chosen.book.bookKey,
            itemKey: chosen.item.key,
            ...fieldsOf(draft.fields, chosen.item),
            evidence: [],
            channel: whom.channel,
            medium: 'app',
            proxy: mended?.request.body.proxy ?? null,
          },
        },
        photos: [
          ...photos.map((photo) => ({ id: photo.id, goesTo: 'evidence' as const })),
          ...(mended?.photos.filter((photo) => photo.goesTo === 'signature') ?? []),
        ],
        base: null,
      },
      photos,
    )
    await forget()
    if (mended) {
      await (await openOutbox()).runner.apply({ kind: 'dropped', key: mended.key })
      void sendOutbox()
    }
    navigate('/claims', { replace: true, state: { saved: true } })
  }
  return (
    <Reading of={books}>
      {(all) =>
        chosen ? (
          <div className="stack">
            <PickedItem
              item={chosen.item}
              onChange={mended ? undefined : () => keep({ ...draft, bookKey: null, itemKey: null })}
            />
            {goesOn && (
              <Note kind="plain" icon="pen">
                {t('declare.goes_on')}
              </Note>
            )}
            {mended?.refusal?.message ? (
              <Note kind="seal" icon="warn">
                {mended.refusal.message}
              </Note>
            ) : null}
            <ClaimForm
              item={chosen.item}
              draft={draft.fields}
              photos={photos}
              people={own.data?.people.map((person) => person.name) ?? []}
              submit={t('declare.submit')}
              onDraft={(fields) => keep({ ...draft, fields })}
              onPhotos={setPhotos}
              onDone={() => void submit()}
            >
              <WhatFollows book={chosen.book} item={chosen.item} />
            </ClaimForm>
          </div>
        ) : all.length === 0 ? (
          <Empty icon="list" title={t('items.no_book')} text={t('items.no_book_help')} />
        ) : (
          <>
            <p className="soft declare-lead">
              <Icon name="pen" /> {t('declare.lead')}
            </p>
            <ItemPicker
              books={all}
              channel={whom.channel}
              onPick={({ book, item }) => keep({ ...draft, bookKey: book.bookKey, itemKey: item.key })}
            />
          </>
        )
      }
    </Reading>
  )
}

function findPicked(books: readonly Picked['book'][], draft: KeptDraft): Picked | null {
  const book = books.find((one) => one.bookKey === draft.bookKey)
  const item = book?.items.find((one) => one.key === draft.itemKey)
  return book && item ? { book, item } : null
}

function draftOf(mended: Act): KeptDraft {
  const body = mended.request.body as Record<string, string | number | null>
  return {
    bookKey: String(body.bookKey),
    itemKey: String(body.itemKey),
    fields: {
      occurredOn: String(body.occurredOn ?? ''),
      happenedAt: String(body.happenedAt ?? ''),
      personName: String(body.personName ?? ''),
      reason: String(body.reason ?? ''),
      quantity: sayPoints(Number(body.quantity ?? 100)).replaceAll(',', ''),
      proposed: body.proposed === null ? '' : sayPoints(Number(body.proposed)).replaceAll(',', ''),
    },
  }
}
