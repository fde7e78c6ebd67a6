import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listPersons } from '../../modules/households/contract.ts'
import { useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { useWidestScope } from '../shell/session.tsx'
import { householdsLocale } from './locale.ts'

interface PersonPickerProps {
  id?: string
  value?: string
  onChange?: (personId: string) => void
}

/** A person, as far as this account may see, found by name, pinyin, phone or identity number. */
export function PersonPicker({ id, value, onChange }: PersonPickerProps) {
  const t = useWords(householdsLocale)
  const widest = useWidestScope()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const found = useAsk(listPersons, search ? { query: { place: widest, search, pageSize: 20 } } : null)
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      placeholder={t('pickPerson')}
      showSearch={{ filterOption: false, onSearch: setText }}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={(found.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: bracketed(row.name, t('numberIs', { number: row.householdNumber })),
        detail: row.identityMasked ?? '',
      }))}
      optionRender={(option) => (
        <div>
          {option.label} <span className="quiet">{option.data.detail}</span>
        </div>
      )}
      notFoundContent={search ? t('noPersonFound') : t('pickPerson')}
    />
  )
}
