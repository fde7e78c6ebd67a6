import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { getHousehold, listHouseholds } from '../../modules/households/contract.ts'
import { useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { usePlace, useWidestScope } from '../shell/session.tsx'
import { householdsLocale } from './locale.ts'

interface HouseholdPickerProps {
  id?: string
  value?: string | null
  onChange?: (householdId: string) => void
  disabled?: boolean
  autoFocus?: boolean
  /** Looks as far as this person may see, not only at the place on screen. */
  wide?: boolean
}

/** A household found by name, pinyin, number or phone. */
export function HouseholdPicker({ id, value, onChange, disabled, autoFocus, wide }: HouseholdPickerProps) {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const widest = useWidestScope()
  const within = wide ? widest : place.code
  const found = useAsk(listHouseholds, { query: { place: within, search, pageSize: 20 } })
  const chosen = useAsk(getHousehold, value ? { params: { householdId: value } } : null, { keep: false })
  const rows = found.data?.rows ?? []
  const known =
    chosen.data && !search && !rows.some((row) => row.id === chosen.data.id) ? [chosen.data, ...rows] : rows
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      disabled={disabled ?? false}
      autoFocus={autoFocus ?? false}
      placeholder={t('pickHousehold')}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={known.map((row) => ({
        value: row.id,
        label: bracketed(row.headName, row.number),
        detail: [wide ? row.placeName : '', row.groupName, row.address].filter(Boolean).join(' · '),
      }))}
      optionRender={(option) => (
        <div>
          {option.label} <span className="quiet">{option.data.detail}</span>
        </div>
      )}
      notFoundContent={found.isFetching ? t('searching') : t('noHouseholdFound')}
    />
  )
}
