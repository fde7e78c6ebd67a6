import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { declareClaim, getBooks } from '../../modules/points/contract.ts'
import { ClaimForm } from '../claims/ClaimForm.tsx'
import { ItemPicker, type Picked } from '../claims/ItemPicker.tsx'
import { PickedItem } from '../claims/PickedItem.tsx'
import { type ClaimDraft, emptyDraft, fieldsOf } from '../claims/plan-claim.ts'
import { makeKey } from '../shell/make-key.ts'
import '../claims/claims.css'
import { saveAct } from '../outbox/phone-outbox.ts'
import { Note } from '../shell/Field.tsx'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { todayInChina } from '../shell/server-time.ts'
import { may } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { Confirmation } from './Confirmation.tsx'
import { HouseholdPicker } from './HouseholdPicker.tsx'
import type { Neighbour } from './neighbour.ts'
import './neighbour.css'
import { ProxyForm, type ProxyWords } from './ProxyForm.tsx'
import { ReadBack } from './ReadBack.tsx'

const stages = ['household', 'item', 'deed', 'proxy', 'read_back', 'confirm'] as const
type Stage = (typeof stages)[number]

/** Acting for a neighbour (代办): whose, what, who I am and why; read back aloud; her own mark. Then one act. */
export function NeighbourPage() {
  const { t } = useTexts()
  const me = useMe()
  const [search] = useSearchParams()
  const given = search.get('household')
  if (!may(me, 'points.declare_for_others') && !given)
    return (
      <Screen title={t('neighbour.title')} back="/">
        <Empty icon="hand" title={t('neighbour.not_allowed')} text={t('neighbour.not_allowed_help')}>
          <Link className="button button-quiet" to="/boards">
            {t('boards.title')}
          </Link>
        </Empty>
      </Screen>
    )
  return (
    <Wizard
      first={
        given
          ? {
              householdId: given,
              placeCode: search.get('place') ?? me.placeCode,
              name: search.get('name') ?? '',
            }
          : null
      }
    />
  )
}

function Wizard({ first }: { first: Neighbour | null }) {
  const { t } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const [stage, setStage] = useState<Stage>(first ? 'item' : 'household')
  const [neighbour, setNeighbour] = useState<Neighbour | null>(first)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [draft, setDraft] = useState<ClaimDraft>(() => emptyDraft(todayInChina()))
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([])
  const [proxy, setProxy] = useState<ProxyWords>({ name: me.name, relation: '', reason: '' })
  const books = useRead(getBooks, { query: { place: neighbour?.placeCode ?? me.placeCode } }, { keep: true })
  const send = async (mark: KeptPhoto) => {
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: neighbour!.householdId,
        placeCode: neighbour!.placeCode,
        kind: 'declare',
        title: picked!.item.name,
        forName: neighbour!.name,
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: declareClaim.path,
          body: {
            placeCode: neighbour!.placeCode,
            householdId: neighbour!.householdId,
            adoptionId: picked!.book.adoptionId,
            bookKey: picked!.book.bookKey,
            itemKey: picked!.item.key,
            ...fieldsOf(draft, picked!.item),
            evidence: [],
            channel: 'behalf',
            medium: 'app',
            proxy: {
              name: proxy.name.trim(),
              relation: proxy.relation.trim(),
              reason: proxy.reason.trim(),
              readBack: true,
              signatureFileId: null,
            },
          },
        },
        photos: [
          ...photos.map((photo) => ({ id: photo.id, goesTo: 'evidence' as const })),
          { id: mark.id, goesTo: 'signature' as const },
        ],
        base: null,
      },
      [...photos, mark],
    )
    navigate('/claims', { replace: true, state: { saved: true } })
  }
  return (
    <Screen
      title={neighbour ? t('neighbour.title_for', { name: neighbour.name }) : t('neighbour.title')}
      back="/"
    >
      <div className="stack">
        <Progress stage={stage} />
        {stage === 'household' && (
          <HouseholdPicker
            onPick={(row) => {
              setNeighbour({ householdId: row.id, placeCode: row.placeCode, name: row.headName })
              setStage('item')
            }}
          />
        )}
        {stage === 'item' && (
          <Reading of={books}>
            {(all) => (
              <ItemPicker
                books={all}
                channel="behalf"
                onPick={(one) => {
                  setPicked(one)
                  setStage('deed')
                }}
              />
            )}
          </Reading>
        )}
        {stage === 'deed' && picked && (
          <>
            <PickedItem item={picked.item} onChange={() => setStage('item')} />
            <ClaimForm
              item={picked.item}
              draft={draft}
              photos={photos}
              people={[]}
              submit={t('neighbour.next')}
              onDraft={setDraft}
              onPhotos={setPhotos}
              onDone={() => setStage('proxy')}
            />
          </>
        )}
        {stage === 'proxy' && (
          <ProxyForm words={proxy} onWords={setProxy} onDone={() => setStage('read_back')} />
        )}
        {stage === 'read_back' && picked && neighbour && (
          <ReadBack
            neighbour={neighbour}
            item={picked.item}
            draft={draft}
            proxy={proxy}
            pictures={photos.length}
            onAgreed={() => setStage('confirm')}
            onWrong={() => setStage('deed')}
          />
        )}
        {stage === 'confirm' && neighbour && (
          <Confirmation name={neighbour.name} onDone={(mark) => void send(mark)} />
        )}
        {stage !== 'household' && stage !== 'read_back' && (
          <button
            type="button"
            className="button button-plain"
            onClick={() => setStage(stages[Math.max(0, stages.indexOf(stage) - 1)]!)}
          >
            {t('neighbour.step_back')}
          </button>
        )}
        {stage === 'household' && (
          <Note kind="plain" icon="info">
            {t('neighbour.what')}
          </Note>
        )}
      </div>
    </Screen>
  )
}

/** Each step begins at its top, with its name read out. */
function Progress({ stage }: { stage: Stage }) {
  const { t } = useTexts()
  const at = stages.indexOf(stage)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is the reason to scroll
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    window.scrollTo(0, 0)
  }, [stage])
  return (
    <div>
      <ol className="wizard-steps" aria-hidden="true">
        {stages.map((one, index) => (
          <li
            key={one}
            className={index < at ? 'past' : ''}
            {...(index === at ? { 'aria-current': 'step' } : {})}
          />
        ))}
      </ol>
      <p className="soft" role="status">
        {t('neighbour.step', { step: at + 1, of: stages.length })} · {t(`neighbour.stage_${stage}`)}
      </p>
    </div>
  )
}
