import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  SafetyCertificateFilled,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import './state-tag.css'

export type Tone = 'done' | 'waiting' | 'late' | 'official' | 'quiet'

const signs: Record<Tone, ReactNode> = {
  done: <CheckCircleFilled aria-hidden />,
  waiting: <ClockCircleOutlined aria-hidden />,
  late: <ExclamationCircleFilled aria-hidden />,
  official: <SafetyCertificateFilled aria-hidden />,
  quiet: <MinusCircleOutlined aria-hidden />,
}

/** A state in words, with a sign and a colour: never colour alone. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`state-tag state-${tone}`}>
      {signs[tone]}
      {children}
    </span>
  )
}
