import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import type { z } from 'zod'
import type { resolution } from '../../modules/meetings/contract.ts'
import { say, useWords } from '../shell/language.ts'
import { meetingsLocale } from './locale.ts'

/** Each condition of the law or the scheme with its figures. */
export function Findings({ findings }: { findings: z.infer<typeof resolution>['findings'] }) {
  const t = useWords(meetingsLocale)
  return (
    <ul className="plain-list">
      {findings.map((finding) => (
        <li key={finding.text.zh}>
          {finding.met ? (
            <CheckCircleFilled className="plus" aria-label={t('met')} />
          ) : (
            <CloseCircleFilled className="minus" aria-label={t('notMet')} />
          )}
          <span className="finding">
            {say(finding.text)} <span className="quiet">{finding.source}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
