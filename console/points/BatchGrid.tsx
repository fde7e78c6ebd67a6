import { Alert, Button, Checkbox, Select, Spin } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { getRollFigures } from '../../modules/households/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { joinWords } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import type { BatchLines, GridLine } from './batch-lines.ts'
import type { Item } from './claim-state.ts'
import { pointsLocale } from './locale.ts'

/** Households in a grid: ↑ ↓ and Enter move, space chooses, a column pasted from a workbook fills it. */
export function BatchGrid({ grid, item }: { grid: BatchLines; item: Item | undefined }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const body = useRef<HTMLFieldSetElement>(null)
  const valued = item?.kind === 'range' || item?.kind === 'per_unit'
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-line]')
    const by = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!cell || by === 0) return
    event.preventDefault()
    const next = body.current?.querySelector<HTMLInputElement>(
      `[data-line="${Number(cell.dataset.line) + by}"][data-cell="${cell.dataset.cell}"] input`,
    )
    next?.focus()
    next?.select()
  }
  const all = grid.lines.every((line) => line.chosen)
  return (
    <Section title={t('whichHouseholds')} extra={<GroupLoader grid={grid} />} flush>
      {grid.unknown.length > 0 && (
        <Alert type="warning" showIcon title={t('pastedUnknown', { numbers: joinWords(grid.unknown) })} />
      )}
      <Spin spinning={grid.busy}>
        <fieldset
          ref={body}
          className="batch-grid"
          aria-label={t('whichHouseholds')}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text')
            if (!text.includes('\n') && !text.includes('\t')) return
            event.preventDefault()
            void grid.paste(place.code, text)
          }}
        >
          {grid.lines.length === 0 ? (
            <PasteHere grid={grid} />
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">
                    <Checkbox
                      checked={all}
                      indeterminate={!all && grid.lines.some((line) => line.chosen)}
                      onChange={() => grid.chooseAll(!all)}
                      aria-label={t('chooseAll')}
                    />
                  </th>
                  <th scope="col">{t('householdNumber')}</th>
                  <th scope="col">{t('head')}</th>
                  <th scope="col">{t('whereHousehold')}</th>
                  {valued && (
                    <th scope="col">{item?.kind === 'range' ? t('proposedPoints') : t('quantity')}</th>
                  )}
                </tr>
              </thead>
              <tbody>
                {grid.lines.map((line, index) => (
                  <BatchLine
                    key={line.householdId}
                    line={line}
                    index={index}
                    change={grid.change}
                    {...(valued && item ? { item } : {})}
                  />
                ))}
              </tbody>
            </table>
          )}
        </fieldset>
      </Spin>
    </Section>
  )
}

interface LineProps {
  line: GridLine
  index: number
  /** Given where a figure is asked for. */
  item?: Item
  change: BatchLines['change']
}

function BatchLine({ line, index, item, change }: LineProps) {
  const t = useWords(pointsLocale)
  return (
    <tr className={line.chosen ? undefined : 'batch-off'}>
      <td data-line={index} data-cell="chosen">
        <Checkbox
          checked={line.chosen}
          onChange={() => change(index, { chosen: !line.chosen })}
          aria-label={t('chooseHousehold', { head: line.head, number: line.number })}
        />
      </td>
      <td>{line.number}</td>
      <td>{line.head}</td>
      <td className="soft">{line.detail}</td>
      {item && (
        <td data-line={index} data-cell="value">
          <HundredthsField
            value={line.value}
            disabled={!line.chosen}
            onChange={(value) => change(index, { value })}
            {...(item.kind === 'range' && item.min !== null && item.max !== null
              ? { min: item.min, max: item.max }
              : { min: 1 })}
            {...(item.unit ? { unit: say(item.unit) } : {})}
            aria-label={t('figureFor', { head: line.head })}
          />
        </td>
      )}
    </tr>
  )
}

function GroupLoader({ grid }: { grid: BatchLines }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const roll = useAsk(getRollFigures, { query: { place: place.code } })
  return (
    <Select
      placeholder={t('loadGroup')}
      aria-label={t('loadGroup')}
      value={null}
      popupMatchSelectWidth={220}
      onChange={(groupId: string | null) =>
        groupId && void grid.loadGroup(place.code, groupId === 'all' ? undefined : groupId)
      }
      options={[
        { value: 'all', label: t('wholeVillage', { count: roll.data?.households ?? 0 }) },
        ...(roll.data?.groups ?? []).flatMap((group) =>
          group.groupId
            ? [
                {
                  value: group.groupId,
                  label: t('groupWithCount', { name: group.name, count: group.households }),
                },
              ]
            : [],
        ),
      ]}
    />
  )
}

function PasteHere({ grid }: { grid: BatchLines }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const [text, setText] = useState('')
  return (
    <EmptyState
      title={t('gridEmpty')}
      text={t('gridEmptyHelp')}
      action={
        <div className="batch-paste">
          <textarea
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t('pasteHint')}
            aria-label={t('pasteHere')}
          />
          <Button disabled={!text.trim()} onClick={() => void grid.paste(place.code, text)}>
            {t('takePasted')}
          </Button>
        </div>
      }
    />
  )
}
