import { getPublicRun } from '../../modules/procedures/contract.ts'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import './publicity.css'

/** The year's gated steps as every villager may see them: what is done, what is next, what waits. */
export function StepsPage() {
  const { t, say } = useTexts()
  const me = useMe()
  const read = useRead(getPublicRun, { params: { place: me.placeCode } }, { keep: true })
  return (
    <Screen title={t('steps.title')} back="/boards">
      <Reading of={read} bones={12}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty icon="steps" title={t('steps.empty')} text={t('steps.empty_help')} />
          ) : (
            runs.map((run) => {
              const done = run.steps.filter((step) => step.state === 'done').length
              return (
                <section key={`${run.schemeName.zh} ${run.cycle}`} className="steps-run">
                  <h2>
                    {say(run.schemeName)} · {run.cycle}
                  </h2>
                  <p className="soft">{t('steps.done_of', { done, total: run.steps.length })}</p>
                  <ol className="steps card">
                    {run.steps.map((step) => (
                      <li key={step.position} className={`step step-${step.state}`}>
                        <span className="step-mark">
                          {step.state === 'done' ? <Icon name="done" /> : step.position}
                        </span>
                        <span>
                          <strong>{say(step.name)}</strong>
                          <span className="faint">
                            {step.doneOn
                              ? t('steps.done_on', { date: sayDate(step.doneOn) })
                              : t(`steps.state_${step.state}`)}
                          </span>
                          {step.parts.length > 0 && (
                            <ul className="step-parts">
                              {step.parts.map((part) => (
                                <li key={part.name.zh}>
                                  <span>{say(part.name)}</span>
                                  <span className="faint">
                                    {part.doneOn
                                      ? t('steps.done_on', { date: sayDate(part.doneOn) })
                                      : t(`steps.state_${part.state}`)}
                                  </span>
                                </li>
                              ))}
                            </ul>
                          )}
                        </span>
                      </li>
                    ))}
                  </ol>
                </section>
              )
            })
          )
        }
      </Reading>
    </Screen>
  )
}
