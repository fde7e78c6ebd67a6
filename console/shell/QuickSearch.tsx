import { SearchOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import { listHouseholds } from '../../modules/households/contract.ts'
import { useAsk } from './api.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { useMay, usePlace } from './session.tsx'

/** From anywhere to a household, by name, pinyin, number or phone. */
export function QuickSearch() {
  const t = useWords(shellLocale)
  const may = useMay()
  const place = usePlace()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const found = useAsk(
    listHouseholds,
    search && may('households.read') ? { query: { place: scopeOf(place.code), search, pageSize: 12 } } : null,
  )
  if (!may('households.read')) return null
  return (
    <Select
      className="quick-search"
      variant="filled"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('quickSearch')}
      aria-label={t('quickSearch')}
      value={null}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      suffixIcon={null}
      options={(search ? (found.data?.rows ?? []) : []).map((row) => ({
        value: row.id,
        label: `${row.number}  ${row.headName}`,
        detail: [row.groupName, row.address].filter(Boolean).join(' · '),
      }))}
      optionRender={(option) => (
        <div>
          {option.label}
          <div className="quiet">{option.data.detail}</div>
        </div>
      )}
      notFoundContent={search ? t('nothingFound') : t('quickSearchHint')}
      onSelect={(id: string | null) => {
        setText('')
        void navigate(`/households/${id}`)
      }}
    />
  )
}

/** A county or town is searched by its prefix. */
export function scopeOf(code: string): string {
  if (code.endsWith('000000')) return code.slice(0, 6)
  return code.endsWith('000') ? code.slice(0, 9) : code
}
