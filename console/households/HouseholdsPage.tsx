import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { getRollFigures, listHouseholds, rollPaths } from '../../modules/households/contract.ts'
import { householdsList } from '../../modules/households/contract-lists.ts'
import { queryText, useAsk } from '../shell/api.ts'
import { ExportButton } from '../shell/ExportButton.tsx'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { HouseholdPanel } from './HouseholdPanel.tsx'
import { type HouseholdRow, tagName } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { PlaceInAreaDialog } from './PlaceInAreaDialog.tsx'
import { RollFigures } from './RollFigures.tsx'

/** The roll: found by name, pinyin, number or phone, from the keyboard. */
export function HouseholdsPage() {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const may = useMay()
  const navigate = useNavigate()
  const [placing, setPlacing] = useState<{ rows: HouseholdRow[]; clear: () => void }>()
  const figures = useAsk(getRollFigures, { query: { place: scopeOf(place.code) } })
  const importLink = may('households.import') && <Link to="/households/import">{t('importRoll')}</Link>
  return (
    <>
      <ListPage
        title={t('title')}
        intro={t('intro')}
        actions={<RollActs />}
        above={figures.data && <RollFigures figures={figures.data} />}
        route={listHouseholds}
        query={(state) => {
          const [sort, order] = (state.sort || 'number:asc').split(':')
          return {
            place: scopeOf(place.code),
            search: state.search,
            groupId: state.filter('groupId'),
            tag: state.filter('tag'),
            presence: state.filter('presence') as 'away' | undefined,
            standing: state.filter('standing') as 'local' | undefined,
            state: (state.filter('state') ?? 'current') as 'current',
            page: state.page,
            pageSize: state.pageSize,
            sort: sort as 'number',
            order: order as 'asc',
          }
        }}
        list={{
          definition: householdsList,
          rowKey: (row) => row.id,
          defaultSort: 'number:asc',
          searchHint: t('search'),
          shows: {
            head: (row) => (
              <>
                <strong>{row.headName}</strong>
                {row.validTo && <StateTag tone="quiet">{t(`ended_${row.endedBy ?? 'dissolved'}`)}</StateTag>}
              </>
            ),
            tags: (row) => (
              <span className="row-of-buttons">
                {row.tags.map((tag) => (
                  <span key={tag} className="state-tag">
                    {tagName(tag)}
                  </span>
                ))}
              </span>
            ),
          },
          choices: {
            groupId: (figures.data?.groups ?? []).flatMap((group) =>
              group.groupId ? [{ value: group.groupId, label: group.name }] : [],
            ),
            ...(figures.data
              ? {
                  tag: figures.data.tags.map((tag) => ({
                    value: tag.tag,
                    label: bracketed(say(tag.label), String(tag.households)),
                  })),
                }
              : {}),
          },
          panel: (id, close) => (
            <HouseholdPanel householdId={id} close={close} open={() => void navigate(`/households/${id}`)} />
          ),
          ...(may('households.manage')
            ? {
                acts: (rows: HouseholdRow[], clear: () => void) => (
                  <Button type="primary" onClick={() => setPlacing({ rows, clear })}>
                    {t('placeInArea')}
                  </Button>
                ),
              }
            : {}),
          empty: { title: t('none'), text: t('noneHelp'), action: importLink },
        }}
      />
      <PlaceInAreaDialog
        households={placing?.rows}
        close={() => setPlacing(undefined)}
        placed={() => placing?.clear()}
      />
    </>
  )
}

function RollActs() {
  const t = useWords(householdsLocale)
  const may = useMay()
  const place = usePlace()
  const navigate = useNavigate()
  /** The roll itself, person by person, in the layout that the import takes. */
  const rollAddress = () => rollPaths.export + queryText({ place: scopeOf(place.code), identity: 'masked' })
  const more = [
    ...(may('households.plates') ? [{ key: '/households/plates', label: t('plates') }] : []),
    ...(may('households.merge_persons') ? [{ key: '/households/duplicates', label: t('duplicates') }] : []),
  ]
  return (
    <>
      {more.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => void navigate(key) }}>
          <Button>{t('more')}</Button>
        </Dropdown>
      )}
      {may('households.export') && (
        <ExportButton type="default" label={t('exportRoll')} address={rollAddress} />
      )}
      {may('households.import') && (
        <Link to="/households/import">
          <Button>{t('importRoll')}</Button>
        </Link>
      )}
      {may('households.manage') && (
        <Link to="/households/new">
          <Button type="primary">{t('newHousehold')}</Button>
        </Link>
      )}
    </>
  )
}
