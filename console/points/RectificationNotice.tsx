import { Alert } from 'antd'
import { daysBetween } from '../../engines/calendar/plain-date.ts'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { showDate, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import './points.css'

/** The notice to mend (整改告知书): its number, its last day, how it ended. */
export function RectificationNotice({ claim }: { claim: ClaimDetail }) {
  const t = useWords(pointsLocale)
  const notice = claim.rectification
  if (!notice) return null
  const left = daysBetween(today(), notice.dueOn)
  const title =
    notice.state === 'waived'
      ? t('noticeWaived', { date: showDate(notice.mendedOn ?? notice.dueOn) })
      : notice.state === 'lapsed'
        ? t('noticeLapsed', { date: showDate(notice.dueOn) })
        : left < 0
          ? t('noticeOverdue', { days: -left, date: showDate(notice.dueOn) })
          : t('noticeOpen', { days: left, date: showDate(notice.dueOn) })
  return (
    <Alert
      showIcon
      type={notice.state === 'waived' ? 'success' : notice.state === 'open' && left >= 0 ? 'info' : 'warning'}
      title={title}
      description={
        <>
          {t('noticeNumber', { number: notice.number, date: showDate(notice.issuedOn) })}
          {notice.note && <div>{notice.note}</div>}
          {notice.evidence.length > 0 && (
            <figure className="mended-pictures">
              <figcaption>{t('mendEvidence')}</figcaption>
              <EvidencePictures files={notice.evidence} />
            </figure>
          )}
        </>
      }
    />
  )
}
