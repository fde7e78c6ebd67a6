import { CheckOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Page, Section } from './Page.tsx'
import './wizard.css'

interface WizardProps {
  title: string
  intro?: ReactNode
  back: { to: string; label: string }
  steps: string[]
  /** Index of the step on screen. */
  current: number
  children: ReactNode
  /** Buttons under the step. */
  foot?: ReactNode
}

/** The one wizard pattern: check, preview, confirm in figures, a result with its receipt. */
export function Wizard({ title, intro, back, steps, current, children, foot }: WizardProps) {
  const t = useWords(shellLocale)
  return (
    <Page title={title} back={back} {...(intro ? { intro } : {})}>
      <ol className="wizard-steps" aria-label={t('steps')}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={index < current ? 'wizard-done' : index === current ? 'wizard-now' : undefined}
            {...(index === current ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="wizard-number">
              {index < current ? <CheckOutlined aria-label={t('stepDone')} /> : index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <Section>{children}</Section>
      {foot && <div className="wizard-foot">{foot}</div>}
    </Page>
  )
}
