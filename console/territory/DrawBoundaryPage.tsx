import { App, Form, Input, Radio } from 'antd'
import { useMemo, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Around } from '../../engines/boundary/check-around.ts'
import { convertCoordinates } from '../../engines/datum/datum.ts'
import { type Datum, findDrawing, setAreaShape, setBoundary } from '../../modules/territory/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { FormBody } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { joinWords } from '../shell/phrases.ts'
import { useMe, usePlace } from '../shell/session.tsx'
import { BoundaryField } from './BoundaryField.tsx'
import { DrawingFindings, judgeDraft } from './DrawingFindings.tsx'
import { DrawingHistory } from './DrawingHistory.tsx'
import { type Draft, draftOf, emptyDraft, shapeOf } from './draft-boundary.ts'
import type { DrawingFound } from './drawing-found.ts'
import { territoryLocale } from './locale.ts'
import './territory.css'

/** One boundary, drawn on the ground of those around it or typed as a list of corners. */
export function DrawBoundaryPage() {
  const t = useWords(territoryLocale)
  const place = usePlace()
  const [params] = useSearchParams()
  const placeCode = params.get('place') ?? place.code
  const areaId = params.get('area') ?? undefined
  const asked = useAsk(findDrawing, { query: { placeCode, ...(areaId ? { areaId } : {}) } }, { keep: false })
  const found = asked.data
  return (
    <Page
      title={found ? t('drawBoundaryOf', { kind: say(found.kind), name: found.name }) : t('drawBoundary')}
      intro={t('drawIntro')}
      back={{ to: `/territory?code=${placeCode}`, label: t('title') }}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {found?.ended && (
        <Section>
          <EmptyState title={t('endedPlace', { name: found.name })} text={t('endedPlaceHelp')} />
        </Section>
      )}
      {found && !found.ended && <DrawForm key={`${placeCode}.${areaId}`} found={found} />}
    </Page>
  )
}

interface Values {
  drawing: Draft
  datum: Datum
  drawnOn: string
  source: string
}

function DrawForm({ found }: { found: DrawingFound }) {
  const t = useWords(territoryLocale)
  const me = useMe()
  const [form] = Form.useForm<Values>()
  const latest = found.drawings[0]
  const present = latest?.shape ? latest : undefined
  const kept = useMemo(() => (present?.shape ? draftOf(present.shape) : undefined), [present])
  const initial: Values = {
    drawing: kept ?? emptyDraft,
    datum: present?.storedDatum ?? 'CGCS2000',
    drawnOn: today(),
    source: t('drawnByHand', { name: me.name }),
  }
  const draft = Form.useWatch('drawing', form) ?? initial.drawing
  const datum = Form.useWatch('datum', form) ?? initial.datum
  const before = useRef(initial.datum)
  const around = useMemo(() => found.around.map((one) => inDatum(one, datum)), [found.around, datum])
  const { send, busy, error } = useKeep(found)
  /** Another datum is another way to write the same ground: what is drawn stays where it is. */
  const follow = (values: Values) => {
    if (values.datum === before.current) return
    const { drawing } = values
    const corners = convertCoordinates(drawing.corners, before.current, values.datum)
    before.current = values.datum
    form.setFieldValue('drawing', { ...drawing, corners })
  }
  return (
    <div className="draw-page">
      <Section>
        <FormBody<Values>
          form={form}
          initial={initial}
          submit={t('keepBoundary')}
          busy={busy}
          error={error}
          onValues={follow}
          onSubmit={send}
        >
          {present && !kept && <p className="soft">{t('severalParts')}</p>}
          <Form.Item name="datum" label={t('datum')} extra={t('drawDatumHelp')} rules={[{ required: true }]}>
            <Radio.Group
              options={[
                { value: 'CGCS2000', label: t('datum_CGCS2000') },
                { value: 'GCJ-02', label: t('datum_GCJ02') },
              ]}
            />
          </Form.Item>
          <Form.Item name="drawing" rules={[{ validator: (_rule, value: Draft) => refuseDraft(value, t) }]}>
            <BoundaryField around={around} kept={kept} label={t('drawMapLabel', { name: found.name })}>
              <DrawingFindings draft={draft} datum={datum} around={found.around} />
            </BoundaryField>
          </Form.Item>
          <div className="form-row">
            <Form.Item
              name="drawnOn"
              label={t('drawnOnDay')}
              rules={[{ required: true, message: t('drawnOnMissing') }]}
            >
              <DateField max={today()} />
            </Form.Item>
            <Form.Item
              name="source"
              label={t('source')}
              rules={[{ required: true, message: t('sourceMissing') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
          </div>
        </FormBody>
      </Section>
      <DrawingHistory
        found={found}
        start={(shape, storedDatum) => {
          before.current = storedDatum
          form.setFieldsValue({ datum: storedDatum, drawing: draftOf(shape) ?? emptyDraft })
        }}
      />
    </div>
  )
}

function inDatum(one: Around, datum: Datum): Around {
  const { shape } = one
  return {
    ...one,
    shape:
      shape.type === 'Polygon'
        ? { type: 'Polygon', coordinates: convertCoordinates(shape.coordinates, 'CGCS2000', datum) }
        : { type: 'MultiPolygon', coordinates: convertCoordinates(shape.coordinates, 'CGCS2000', datum) },
  }
}

async function refuseDraft(value: Draft, t: (key: 'cornersUnread' | 'notClosed') => string): Promise<void> {
  if (value.unread !== null) throw new Error(t('cornersUnread'))
  if (!value.closed) throw new Error(t('notClosed'))
  const [first] = judgeDraft(value, 'CGCS2000', []).findings
  if (first?.level === 'fault') throw new Error(say(first.reason))
}

/** Keeps a drawing by the route of its kind, says what was kept and goes back to the map. */
function useKeep(found: DrawingFound) {
  const t = useWords(territoryLocale)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { placeCode, areaId } = found
  const done = (reply: { revision: number; warnings: { zh: string; en: string }[] }) => {
    const said = t('boundaryKept', { name: found.name, number: reply.revision })
    if (reply.warnings.length > 0)
      void message.warning([said, joinWords(reply.warnings.map(say))].join(' '), 8)
    else void message.success(said)
    void navigate(`/territory?code=${placeCode}`)
  }
  const division = useAct(setBoundary, done)
  const area = useAct(setAreaShape, done)
  const send = ({ drawing, ...values }: Values) => {
    const shape = shapeOf(drawing)
    if (!shape) return false
    const revision = found.drawings[0]?.revision ?? 0
    return areaId
      ? area.run({
          params: { areaId },
          query: { county: placeCode.slice(0, 6) },
          body: { drawing: { ...values, shape }, revision },
        })
      : division.run({ params: { code: placeCode }, body: { ...values, shape, revision } })
  }
  return { send, busy: division.busy || area.busy, error: division.error ?? area.error }
}
