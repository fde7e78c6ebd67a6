import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { getDivision, searchDivisions } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import { territoryLocale } from './locale.ts'

interface PlacePickerProps {
  id?: string
  value?: string | null
  onChange?: (code: string) => void
  /** Only below this prefix. */
  within?: string
  level?: 'county' | 'town' | 'village'
}

/** A place found by name, pinyin or initials. */
export function PlacePicker({ id, value, onChange, within = '', level }: PlacePickerProps) {
  const t = useWords(territoryLocale)
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const found = useAsk(
    searchDivisions,
    search ? { query: { search, within, limit: 20, ...(level ? { level } : {}) } } : null,
  )
  const chosen = useAsk(getDivision, value ? { params: { code: value } } : null, { keep: false })
  const rows = search ? (found.data?.rows ?? []) : []
  const all =
    chosen.data && !search && !rows.some((row) => row.code === chosen.data.code)
      ? [chosen.data, ...rows]
      : rows
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      placeholder={t('pickPlace')}
      showSearch={{ filterOption: false, onSearch: setText }}
      onChange={(code: string | null) => code && onChange?.(code)}
      options={all.map((row) => ({ value: row.code, label: row.shortName, path: row.path }))}
      optionRender={(option) => (
        <div>
          {option.label} <span className="quiet">{option.data.path}</span>
        </div>
      )}
      notFoundContent={search ? t('noPlaceFound') : t('pickPlace')}
    />
  )
}
