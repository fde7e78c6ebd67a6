import { Alert } from 'antd'
import type { z } from 'zod'
import type { rollPlan } from '../../modules/households/contract.ts'
import { Figures } from '../shell/Figures.tsx'
import { showCount } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { StateTag, type Tone } from '../shell/StateTag.tsx'
import { householdsLocale } from './locale.ts'

type Plan = z.infer<typeof rollPlan>

const rowTones: Record<Plan['first'][number]['state'], Tone> = {
  new: 'done',
  changed: 'waiting',
  unchanged: 'quiet',
  faulty: 'official',
}

/** What the file would do, row by row, and every fault with its cell, why and how to mend it. */
export function ImportPlan({ plan }: { plan: Plan }) {
  const t = useWords(householdsLocale)
  return (
    <>
      <p>{t('fileIs', { file: plan.fileName, rows: showCount(plan.rows) })}</p>
      <Figures
        items={[
          { label: t('newHouseholds'), value: showCount(plan.households.new) },
          { label: t('changedHouseholds'), value: showCount(plan.households.changed) },
          { label: t('unchangedHouseholds'), value: showCount(plan.households.unchanged) },
          {
            label: t('faultyHouseholds'),
            value: showCount(plan.households.faulty),
            ...(plan.households.faulty > 0 ? { tone: 'official' as const } : {}),
          },
          { label: t('newPersons'), value: showCount(plan.persons.new) },
          { label: t('changedPersons'), value: showCount(plan.persons.changed) },
          { label: t('notInFile'), value: showCount(plan.notInFile), note: t('notInFileHelp') },
        ]}
      />
      {plan.warnings.map((warning) => (
        <Alert key={warning.zh} type="warning" showIcon title={say(warning)} />
      ))}
      {plan.faults.length > 0 && <FaultTable plan={plan} />}
      <h2 className="part-head">{t('firstRows')}</h2>
      <div className="scroll-across">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="figure-cell">
                {t('row')}
              </th>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('relation')}</th>
              <th scope="col">{t('group')}</th>
              <th scope="col">{t('willBe')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.first.map((row) => (
              <tr key={row.row}>
                <td className="figure-cell">{row.row}</td>
                <td>{row.number}</td>
                <td>{row.name}</td>
                <td>{row.relation}</td>
                <td>{row.group}</td>
                <td>
                  <StateTag tone={rowTones[row.state]}>{t(`row_${row.state}`)}</StateTag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function FaultTable({ plan }: { plan: Plan }) {
  const t = useWords(householdsLocale)
  return (
    <>
      <h2 className="part-head">{t('faults', { count: plan.faultsTotal, shown: plan.faults.length })}</h2>
      <div className="scroll-across fault-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('cell')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('valueThere')}</th>
              <th scope="col">{t('whatIsWrong')}</th>
              <th scope="col">{t('howToMend')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.faults.map((fault) => (
              <tr key={`${fault.cell} ${fault.code}`}>
                <td className="figure-text">{fault.cell}</td>
                <td>{say(fault.column)}</td>
                <td>{fault.value || '—'}</td>
                <td>{say(fault.reason)}</td>
                <td>{say(fault.mend)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
