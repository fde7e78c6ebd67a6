import { TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useSyncExternalStore } from 'react'
import { useWords } from './language.ts'
import { columnsOf, type ListShape } from './list-shape.ts'
import { shellLocale } from './locale.ts'

const storeKey = (listKey: string) => `shanzhi.columns.${listKey}`
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The keys of columns that the person hid, as text; null where she chose nothing. */
export function useHiddenColumns<Row>(list: ListShape<Row>): string[] {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(storeKey(list.definition.key)))
  if (kept !== null) return kept === '' ? [] : kept.split(',')
  return list.definition.columns.filter((column) => column.hidden).map((column) => column.key)
}

export function ColumnChooser<Row>({ list }: { list: ListShape<Row> }) {
  const t = useWords(shellLocale)
  const hidden = useHiddenColumns(list)
  const columns = columnsOf(list)
  const choose = (shown: string[]) => {
    const next = columns.filter((column) => !shown.includes(column.key)).map((column) => column.key)
    localStorage.setItem(storeKey(list.definition.key), next.join(','))
    for (const listener of listeners) listener()
  }
  const content = (
    <Checkbox.Group
      className="column-choices"
      value={columns.map((column) => column.key).filter((key) => !hidden.includes(key))}
      onChange={choose}
      options={columns.map((column, index) => ({
        value: column.key,
        label: column.title,
        disabled: index === 0,
      }))}
    />
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('columns')} content={content}>
      <Button type="text" aria-label={t('columns')} icon={<TableOutlined aria-hidden />}>
        {t('columns')}
      </Button>
    </Popover>
  )
}
