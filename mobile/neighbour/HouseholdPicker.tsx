import { useDeferredValue, useState } from 'react'
import { listHouseholds } from '../../modules/households/contract.ts'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { useTexts } from '../shell/texts.ts'
import { useOnline } from '../shell/use-online.ts'
import { useRead } from '../shell/use-read.ts'
import { findHouseholds } from './find-households.ts'
import { type Household, useOwnHouseholds } from './use-households.ts'

const shownMax = 60

/** Finds a household by name or number among those this account may see; without a signal among the kept ones. */
export function HouseholdPicker({ onPick }: { onPick: (household: Household) => void }) {
  const { t } = useTexts()
  const online = useOnline()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const all = useOwnHouseholds(true)
  const kept = findHouseholds(all.data?.rows ?? [], wanted)
  // Pinyin, members' names and phones are the server's to search; asked only when the kept list has nothing.
  const asked = useRead(
    listHouseholds,
    { query: { search: wanted, pageSize: 50 } },
    { enabled: online && wanted !== '' && kept.length === 0 && !all.isPending },
  )
  const rows = kept.length > 0 ? kept : (asked.data?.rows ?? [])
  return (
    <div className="stack">
      <div className="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label={t('households.search')}
          placeholder={t('households.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <Reading of={all} bones={8}>
        {(list) => (
          <>
            <p className="faint" role="status">
              {wanted
                ? t('households.found', { count: rows.length })
                : Number.isFinite(list.total)
                  ? t('households.count', { count: list.total })
                  : t('households.many')}
            </p>
            {rows.length === 0 ? (
              <Empty
                icon="homes"
                title={t(wanted ? 'households.none_found' : 'households.empty')}
                text={t(wanted && !online ? 'households.none_found_offline' : 'households.empty_help')}
              />
            ) : (
              <ul className="card card-flush">
                {rows.slice(0, shownMax).map((household) => (
                  <li key={household.id}>
                    <button type="button" className="row" onClick={() => onPick(household)}>
                      <span className="row-text">
                        <strong>{household.headName}</strong>
                        <span className="faint">
                          {t('passbook.number', { number: household.number })}
                          {household.groupName ? ` · ${household.groupName}` : ''}
                          {' · '}
                          {t('households.members', { count: household.members })}
                        </span>
                      </span>
                      <Icon name="next" />
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {rows.length > shownMax && (
              <p className="faint">{t('households.more', { count: rows.length - shownMax })}</p>
            )}
          </>
        )}
      </Reading>
    </div>
  )
}
