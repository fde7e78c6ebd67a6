import { Select } from 'antd'
import { showPoints } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import type { Item } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import './points.css'

interface ItemPickerProps {
  id?: string
  value?: string
  onChange?: (key: string) => void
  items: Item[]
  /** Only items that may be declared by this channel. */
  channel?: string
}

/** Items of the scheme under their categories, each with what it gives. */
export function ItemPicker({ id, value, onChange, items, channel }: ItemPickerProps) {
  const t = useWords(pointsLocale)
  const open = items.filter((item) => !channel || item.declarers.some((one) => one === channel))
  const categories = [...new Set(open.map((item) => say(item.category)))]
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      placeholder={t('pickItem')}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(key) => key && onChange?.(key)}
      options={categories.map((category) => ({
        label: category,
        options: open
          .filter((item) => say(item.category) === category)
          .map((item) => ({ value: item.key, label: say(item.name), item })),
      }))}
      optionRender={(option) => {
        const item = (option.data as { item?: Item }).item
        return item ? (
          <span className="item-option">
            {say(item.name)}
            <span className={item.direction === 'plus' ? 'plus figure-text' : 'minus figure-text'}>
              {pointsOf(item)}
            </span>
          </span>
        ) : (
          option.label
        )
      }}
      notFoundContent={t('noItem')}
    />
  )
}

function pointsOf(item: Item): string {
  const sign = item.direction === 'plus' ? '+' : '−'
  if (item.kind === 'range') return `${sign}${showPoints(item.min ?? 0)}–${showPoints(item.max ?? 0)}`
  const unit = item.unit ? `/${say(item.unit)}` : ''
  return `${sign}${showPoints(item.points ?? 0)}${unit}`
}
