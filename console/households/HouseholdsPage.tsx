import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { getRollFigures, knownTags, listHouseholds, rollPaths } from '../../modules/households/contract.ts'
import { queryText, useAsk } from '../shell/api.ts'
import { showDate } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, say, useWords } from '../shell/language.ts'
import type { Column, Filter } from '../shell/list-shape.ts'
import type { ListState } from '../shell/list-state.ts'
import { bracketed, joinWords } from '../shell/phrases.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { HouseholdPanel } from './HouseholdPanel.tsx'
import { type HouseholdRow, tagName } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { PlaceInAreaDialog } from './PlaceInAreaDialog.tsx'
import { RollFigures } from './RollFigures.tsx'

type Words = Speak<NonNullable<(typeof householdsLocale)['keys']>>

/** The roll: found by name, pinyin, number or phone, from the keyboard. */
export function HouseholdsPage() {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const may = useMay()
  const navigate = useNavigate()
  const [placing, setPlacing] = useState<{ rows: HouseholdRow[]; clear: () => void }>()
  const figures = useAsk(getRollFigures, { query: { place: scopeOf(place.code) } })
  const filtersOf = (state: ListState) => ({
    place: scopeOf(place.code),
    search: state.search,
    groupId: state.filter('groupId'),
    tag: state.filter('tag'),
    presence: state.filter('presence') as 'away' | undefined,
    standing: state.filter('standing') as 'local' | undefined,
    state: (state.filter('state') ?? 'current') as 'current',
  })
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
            ...filtersOf(state),
            page: state.page,
            pageSize: state.pageSize,
            sort: sort as 'number',
            order: order as 'asc',
          }
        }}
        list={{
          key: 'households',
          rowKey: (row) => row.id,
          defaultSort: 'number:asc',
          searchHint: t('search'),
          columns: householdColumns(t),
          filters: householdFilters(t, figures.data),
          ...(may('households.export')
            ? {
                exportLink: (state: ListState) =>
                  rollPaths.export + queryText({ ...filtersOf(state), identity: 'masked' }),
              }
            : {}),
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
  const navigate = useNavigate()
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

function householdFilters(
  t: Words,
  figures: Parameters<typeof RollFigures>[0]['figures'] | undefined,
): Filter[] {
  const choices = <Value extends string>(
    name: string,
    label: string,
    options: [Value, string][],
  ): Filter => ({
    name,
    label,
    options: options.map(([value, text]) => ({ value, label: text })),
  })
  return [
    {
      name: 'groupId',
      label: t('group'),
      searchable: true,
      options: (figures?.groups ?? []).flatMap((group) =>
        group.groupId ? [{ value: group.groupId, label: group.name }] : [],
      ),
    },
    {
      name: 'tag',
      label: t('tag'),
      searchable: true,
      options: figures
        ? figures.tags.map((tag) => ({
            value: tag.tag,
            label: bracketed(say(tag.label), String(tag.households)),
          }))
        : Object.keys(knownTags).map((tag) => ({ value: tag, label: tagName(tag) })),
    },
    choices('presence', t('presence'), [
      ['resident', t('presence_resident')],
      ['away', t('presence_away')],
    ]),
    choices('standing', t('standing'), [
      ['local', t('standing_local')],
      ['resident', t('standing_resident')],
    ]),
    {
      ...choices('state', t('state'), [
        ['current', t('state_current')],
        ['ended', t('state_ended')],
        ['all', t('state_all')],
      ]),
      fallback: 'current',
    },
  ]
}

function householdColumns(t: Words): Column<HouseholdRow>[] {
  const sort = (key: string) => ({ up: `${key}:asc`, down: `${key}:desc` })
  return [
    { key: 'number', title: t('number'), text: (row) => row.number, sort: sort('number'), width: 80 },
    {
      key: 'head',
      title: t('head'),
      text: (row) => row.headName,
      show: (row) => (
        <>
          <strong>{row.headName}</strong>
          {row.validTo && <StateTag tone="quiet">{t(`ended_${row.endedBy ?? 'dissolved'}`)}</StateTag>}
        </>
      ),
      sort: sort('headName'),
      width: 120,
    },
    { key: 'group', title: t('group'), text: (row) => row.groupName ?? '', sort: sort('group'), width: 110 },
    {
      key: 'members',
      title: t('members'),
      figure: true,
      text: (row) => row.members,
      sort: sort('members'),
      width: 70,
    },
    { key: 'away', title: t('away'), figure: true, text: (row) => row.away, width: 70 },
    {
      key: 'party',
      title: t('party'),
      figure: true,
      text: (row) => row.partyMembers,
      width: 70,
      hidden: true,
    },
    { key: 'phone', title: t('phone'), text: (row) => row.phoneMasked ?? '', width: 130 },
    { key: 'address', title: t('address'), text: (row) => row.address, width: 220 },
    {
      key: 'tags',
      title: t('tags'),
      text: (row) => joinWords(row.tags.map(tagName)),
      show: (row) => (
        <span className="row-of-buttons">
          {row.tags.map((tag) => (
            <span key={tag} className="state-tag">
              {tagName(tag)}
            </span>
          ))}
        </span>
      ),
      width: 200,
    },
    {
      key: 'standing',
      title: t('standing'),
      text: (row) => t(`standing_${row.standing}`),
      width: 120,
      hidden: true,
    },
    {
      key: 'from',
      title: t('validFrom'),
      text: (row) => showDate(row.validFrom),
      sort: sort('validFrom'),
      width: 140,
      hidden: true,
    },
  ]
}
