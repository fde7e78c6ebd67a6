import type { z } from 'zod'
import type { passbook } from '../../modules/points/contract.ts'
import { showDate, showPeriod, showPoints, showSigned } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Seal } from '../shell/Seal.tsx'
import type { Entry } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import './passbook.css'
import './points.css'

export type PassbookData = z.infer<typeof passbook>

interface PassbookProps {
  passbook: PassbookData
  /** Oldest first, as lines are written into a passbook. */
  entries: Entry[]
  /** The entry that is open; on paper none is. */
  open?: string | undefined
  onOpen?: (entryId: string) => void
}

/** The passbook: ruled lines, date, deed, in, out, balance, and a quiet red seal when the year is closed. */
export function Passbook({ passbook, entries, open, onOpen }: PassbookProps) {
  const t = useWords(pointsLocale)
  const blank = Math.max(0, 10 - entries.length)
  return (
    <div className="passbook">
      <PassbookHead passbook={passbook} />
      <table className="passbook-lines">
        <thead>
          <tr>
            <th scope="col" className="passbook-date">
              {t('day')}
            </th>
            <th scope="col">{t('deed')}</th>
            <th scope="col" className="figure-cell">
              {t('in')}
            </th>
            <th scope="col" className="figure-cell">
              {t('out')}
            </th>
            <th scope="col" className="figure-cell">
              {t('balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <PassbookLine
              key={entry.id}
              entry={entry}
              isOpen={entry.id === open}
              {...(onOpen ? { onOpen } : {})}
            />
          ))}
          {Array.from({ length: blank }, (_, index) => (
            <tr key={`blank ${String(index)}`} aria-hidden className="passbook-blank">
              <td>&nbsp;</td>
              <td />
              <td className="figure-cell" />
              <td className="figure-cell" />
              <td className="figure-cell" />
            </tr>
          ))}
        </tbody>
      </table>
      <div className="passbook-foot">
        <span>
          {t('gainedSum')} <b>{showSigned(passbook.gained)}</b>
        </span>
        <span>
          {t('lostSum')} <b>{showSigned(-Math.abs(passbook.lost))}</b>
        </span>
        <span className="passbook-balance">
          {t('balance')} <b>{showPoints(passbook.balance)}</b> {t('pointsUnit')}
        </span>
      </div>
      {passbook.closed && (
        <div className="passbook-seal">
          <Seal text={t('sealClosed')} label={t('sealClosedLabel', { year: showPeriod(passbook.cycle) })} />
        </div>
      )}
    </div>
  )
}

function PassbookHead({ passbook }: { passbook: PassbookData }) {
  const t = useWords(pointsLocale)
  return (
    <div className="passbook-head">
      <div>
        <div className="passbook-name">{t('passbookOf', { book: say(passbook.bookName) })}</div>
        <div className="passbook-holder">
          {passbook.subjectName}
          {passbook.householdNumber && <span>{t('householdNo', { number: passbook.householdNumber })}</span>}
        </div>
      </div>
      <div className="passbook-place">
        <div>{passbook.placeName}</div>
        {passbook.groupName && <div>{passbook.groupName}</div>}
        <div>{showPeriod(passbook.cycle)}</div>
      </div>
    </div>
  )
}

function PassbookLine({
  entry,
  isOpen,
  onOpen,
}: {
  entry: Entry
  isOpen: boolean
  onOpen?: (id: string) => void
}) {
  const t = useWords(pointsLocale)
  const deed = entry.kind === 'base' ? t('baseEntry') : say(entry.itemName)
  return (
    <tr className={`${isOpen ? 'passbook-open' : ''}${entry.reversed ? ' passbook-reversed' : ''}`}>
      <td className="passbook-date">
        <time dateTime={entry.occurredOn}>{showDate(entry.occurredOn)}</time>
      </td>
      <td>
        {onOpen ? (
          <button
            type="button"
            className="link-button"
            aria-expanded={isOpen}
            onClick={() => onOpen(entry.id)}
          >
            {deed}
          </button>
        ) : (
          deed
        )}
        {entry.reversed && <span className="passbook-mark">{t('reversedMark')}</span>}
        {entry.note && <span className="passbook-note">{entry.note}</span>}
      </td>
      <td className="figure-cell plus">{entry.amount > 0 ? showPoints(entry.amount) : ''}</td>
      <td className="figure-cell minus">{entry.amount < 0 ? showPoints(-entry.amount) : ''}</td>
      <td className="figure-cell passbook-after">{showPoints(entry.balanceAfter)}</td>
    </tr>
  )
}
