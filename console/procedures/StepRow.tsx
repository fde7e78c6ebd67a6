import { CheckOutlined, FileOutlined, LockOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { type Role, roles } from '../../engines/access/access.ts'
import { filePath } from '../../modules/files/contract.ts'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { joinWords, labelled } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { proceduresLocale } from './locale.ts'
import type { Step } from './run.ts'

export function StepRow({ step, start }: { step: Step; start: () => void }) {
  const t = useWords(proceduresLocale)
  return (
    <li
      className={`step step-${step.state}`}
      {...(step.state === 'ready' ? { 'aria-current': 'step' as const } : {})}
    >
      <span className="step-number">
        {step.state === 'done' ? <CheckOutlined aria-label={t('done')} /> : step.position}
      </span>
      <div className="step-body">
        <h2>
          {say(step.name)}
          {step.state === 'ready' && <StateTag tone="waiting">{t('now')}</StateTag>}
        </h2>
        <p className="soft">{say(step.description)}</p>
        {step.state === 'done' ? (
          <DoneStep step={step} />
        ) : (
          <p className="quiet">
            {t('needs', { kinds: joinWords(step.needs.map((kind) => t(`kind_${kind}`))) })}
            {' · '}
            {t('doneByRoles', { roles: joinWords(step.roles.map(roleName)) })}
          </p>
        )}
        {step.blockedBy && (
          <p className="step-blocked">
            <LockOutlined aria-hidden /> {say(step.blockedBy)}
          </p>
        )}
      </div>
      {step.state === 'ready' && step.mayDo && (
        <Button type="primary" onClick={start}>
          {t('doStep')}
        </Button>
      )}
    </li>
  )
}

function roleName(role: string): string {
  return role in roles ? say(roles[role as Role]) : role
}

function DoneStep({ step }: { step: Step }) {
  const t = useWords(proceduresLocale)
  return (
    <div className="step-done-facts">
      <span>{t('doneOn', { date: showDate(step.doneOn ?? ''), name: step.doneName ?? '' })}</span>
      <ul>
        {step.evidence.map((piece, index) => (
          <li key={`${piece.kind} ${piece.id ?? index}`}>
            {piece.kind === 'file' && piece.id ? (
              <a href={filePath(piece.id)} target="_blank" rel="noreferrer">
                <FileOutlined aria-hidden /> {piece.text || t('kind_file')}
              </a>
            ) : piece.link ? (
              <Link to={piece.link}>{piece.text || t(`kind_${piece.kind}`)}</Link>
            ) : (
              <span>
                {piece.text ? labelled(t(`kind_${piece.kind}`), piece.text) : t(`kind_${piece.kind}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {step.note && <span className="soft">{step.note}</span>}
    </div>
  )
}
