import { EnvironmentOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { searchDivisions } from '../../modules/territory/contract.ts'
import { useAsk } from './api.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { useMe, usePlace, useSetPlace } from './session.tsx'

/** Where one works: fixed for a village's own people, to choose for town and county. */
export function PlaceSwitcher() {
  const t = useWords(shellLocale)
  const me = useMe()
  const place = usePlace()
  const wide = me.grants.some((grant) => grant.scope.length < 12)
  if (!wide)
    return (
      <span className="place-name">
        <EnvironmentOutlined aria-hidden /> {place.name}
      </span>
    )
  return <PlaceSelect label={t('placeHere')} />
}

function PlaceSelect({ label }: { label: string }) {
  const t = useWords(shellLocale)
  const me = useMe()
  const place = usePlace()
  const setPlace = useSetPlace()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const shortest = [...me.grants].sort((a, b) => a.scope.length - b.scope.length)[0]
  const within = shortest?.scope ?? ''
  const found = useAsk(searchDivisions, search ? { query: { search, within, limit: 20 } } : null)
  const options = (search ? found.data?.rows : undefined)?.map((row) => ({
    value: row.code,
    label: row.shortName,
    path: row.path,
  })) ?? [{ value: place.code, label: place.name, path: '' }]
  return (
    <Select
      variant="borderless"
      className="place-name"
      prefix={<EnvironmentOutlined aria-hidden />}
      aria-label={label}
      value={place.code}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={320}
      options={options}
      optionRender={(option) => (
        <div>
          {option.label}
          <div className="quiet">{option.data.path}</div>
        </div>
      )}
      notFoundContent={search ? t('nothingFound') : t('placeHint')}
      onChange={(code) => {
        const chosen = options.find((option) => option.value === code)
        if (chosen) setPlace({ code, name: chosen.label })
        setText('')
      }}
    />
  )
}
