import { Button, Popconfirm } from 'antd'
import { measureArea } from '../../engines/boundary/measure.ts'
import type { Shape } from '../../engines/boundary/shape.ts'
import { showArea } from '../../engines/boundary/show-area.ts'
import { type Datum, removeBoundary, setAreaShape } from '../../modules/territory/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showInstant } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import type { DrawingFound } from './drawing-found.ts'
import { territoryLocale } from './locale.ts'

interface DrawingHistoryProps {
  found: DrawingFound
  /** Takes an earlier drawing as the ground of the next. */
  start: (shape: Shape, datum: Datum) => void
}

/** Every drawing of a boundary with its day, source and whoever drew it; the newest counts. */
export function DrawingHistory({ found, start }: DrawingHistoryProps) {
  const t = useWords(territoryLocale)
  if (found.drawings.length === 0) return null
  return (
    <Section title={t('drawings')} extra={<TakeAway found={found} />} flush across={t('drawings')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('number')}</th>
            <th scope="col">{t('drawnOnDay')}</th>
            <th scope="col">{t('areaSize')}</th>
            <th scope="col">{t('datum')}</th>
            <th scope="col">{t('source')}</th>
            <th scope="col">{t('drawnBy')}</th>
            <th scope="col">{t('change')}</th>
          </tr>
        </thead>
        <tbody>
          {found.drawings.map(({ revision, shape, storedDatum, drawnOn, source, drawnBy, drawnAt }) => (
            <tr key={revision}>
              <td className="figure-text">{revision}</td>
              <td>{showDate(drawnOn)}</td>
              <td>
                {shape && storedDatum ? say(showArea(measureArea(shape, storedDatum))) : t('takenAway')}
              </td>
              <td>{storedDatum ?? '—'}</td>
              <td>{source || '—'}</td>
              <td>
                {drawnBy || '—'} {showInstant(drawnAt)}
              </td>
              <td>
                {shape && storedDatum && (
                  <Button size="small" type="link" onClick={() => start(shape, storedDatum)}>
                    {t('startFrom')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function TakeAway({ found }: { found: DrawingFound }) {
  const t = useWords(territoryLocale)
  const division = useAct(removeBoundary)
  const area = useAct(setAreaShape)
  const latest = found.drawings[0]
  if (!latest?.shape) return null
  const { areaId, placeCode } = found
  return (
    <>
      <Fault error={division.error ?? area.error} />
      <Popconfirm
        title={t('takeAwayOf', { name: found.name })}
        description={t('takeAwayEffect')}
        okText={t('takeAway')}
        cancelText={t('cancel')}
        okButtonProps={{ danger: true }}
        onConfirm={() =>
          areaId
            ? area.run({
                params: { areaId },
                query: { county: placeCode.slice(0, 6) },
                body: { drawing: null, revision: latest.revision },
              })
            : division.run({ params: { code: placeCode } })
        }
      >
        <Button danger loading={division.busy || area.busy}>
          {t('takeAway')}
        </Button>
      </Popconfirm>
    </>
  )
}
