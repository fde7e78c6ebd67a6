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
import type { Part, Step } from './run.ts'

export function StepRow({ step, start }: { step: Step; start: (part?: Part) => void }) {
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
        {step.state === 'done' && step.parts.length === 0 ? (
          <DoneStep step={step} />
        ) : (
          <p className="quiet">
            {t('needs', { kinds: joinWords(step.needs.map((need) => say(need.name))) })}
            {' · '}
            {t('doneByRoles', { roles: joinWords(step.roles.map(roleName)) })}
          </p>
        )}
        {step.parts.length > 0 && <PartRows step={step} start={start} />}
        {step.blockedBy && step.parts.length === 0 && (
          <p className="step-blocked">
            <LockOutlined aria-hidden /> {say(step.blockedBy)}
          </p>
        )}
      </div>
      {step.state === 'ready' && step.mayDo && (
        <Button type="primary" onClick={() => start()}>
          {t('doStep')}
        </Button>
      )}
    </li>
  )
}

function roleName(role: string): string {
  return role in roles ? say(roles[role as Role]) : role
}

/** The times of a step that is done each quarter or the like, each with its own evidence. */
function PartRows({ step, start }: { step: Step; start: (part: Part) => void }) {
  const t = useWords(proceduresLocale)
  return (
    <ul className="step-parts">
      {step.parts.map((part) => (
        <li key={part.part} className={`step-part step-part-${part.state}`}>
          <strong>{say(part.name)}</strong>
          {part.state === 'done' ? (
            <DoneStep step={part} />
          ) : (
            <span className="quiet">{part.blockedBy ? say(part.blockedBy) : t('partReady')}</span>
          )}
          {part.mayDo && (
            <Button size="small" onClick={() => start(part)}>
              {t('doPart', { period: say(part.name) })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function DoneStep({ step }: { step: Pick<Step, 'doneOn' | 'doneName' | 'evidence' | 'note'> }) {
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
