import { OrderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { todayLocale } from './locale.ts'
import type { Waiting } from './waiting.ts'

export function WaitingList({ rows }: { rows: Waiting[] }) {
  const t = useWords(todayLocale)
  return (
    <ul className="waiting">
      {rows.map((row) => (
        <li key={row.key}>
          <span className="waiting-count">
            {row.count === null ? <OrderedListOutlined aria-hidden /> : showCount(row.count)}
          </span>
          <Link className="waiting-text" to={row.to}>
            {row.text}
          </Link>
          <span className="waiting-due">
            {row.daysLeft !== null && (
              <StateTag tone={row.daysLeft < 0 ? 'late' : row.daysLeft <= 2 ? 'official' : 'waiting'}>
                {row.daysLeft < 0
                  ? t('late')
                  : row.daysLeft === 0
                    ? t('dueToday')
                    : t('dueIn', { count: row.daysLeft })}
              </StateTag>
            )}
          </span>
          <Link to={row.to} tabIndex={-1} aria-hidden>
            <Button tabIndex={-1}>{row.verb}</Button>
          </Link>
        </li>
      ))}
    </ul>
  )
}
