import { Alert } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import { type Around, checkAround, type Finding } from '../../engines/boundary/check-around.ts'
import { checkShape } from '../../engines/boundary/check-shape.ts'
import { measureArea, toNational } from '../../engines/boundary/measure.ts'
import { showArea } from '../../engines/boundary/show-area.ts'
import type { Datum } from '../../modules/territory/contract.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { type Draft, shapeOf } from './draft-boundary.ts'
import { territoryLocale } from './locale.ts'

/** What the server will say of a drawing: its area, its faults, what to look at. Around is in CGCS2000. */
export function judgeDraft(draft: Draft, datum: Datum, around: readonly Around[]) {
  const shape = shapeOf(draft)
  if (!shape) return { areaMetres: undefined, findings: [] }
  const problem = checkShape(shape)
  if (problem) return { areaMetres: undefined, findings: [{ level: 'fault' as const, ...problem }] }
  return {
    areaMetres: measureArea(shape, datum),
    findings: checkAround(toNational(shape, datum), around),
  }
}

/** Area and corners of what is drawn, and what is wrong with it or to be looked at. */
export function DrawingFindings(props: { draft: Draft; datum: Datum; around: Around[] }) {
  const t = useWords(territoryLocale)
  const draft = useDeferredValue(props.draft)
  const { datum, around } = props
  const { areaMetres, findings } = useMemo(() => judgeDraft(draft, datum, around), [draft, datum, around])
  return (
    <div aria-live="polite">
      <Facts
        columns={1}
        items={[
          [t('areaSize'), areaMetres === undefined ? '—' : say(showArea(areaMetres))],
          [t('corners'), String(draft.corners.length)],
          [t('datum'), datum],
        ]}
      />
      {findings.map((finding) => (
        <FoundThing key={finding.reason.zh} finding={finding} />
      ))}
    </div>
  )
}

function FoundThing({ finding }: { finding: Finding }) {
  return (
    <Alert
      showIcon
      className="draw-finding"
      type={finding.level === 'fault' ? 'error' : 'warning'}
      title={say(finding.reason)}
      description={say(finding.mend)}
    />
  )
}
