import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { areaKindNames, listAreas } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { useMay } from '../shell/session.tsx'
import { EndAreaDialog, NewAreaDialog, RenameAreaDialog } from './AreaDialogs.tsx'
import type { Area } from './area.ts'
import { territoryLocale } from './locale.ts'

/** Natural villages, groups, grids and cells; systems may overlap. */
export function AreasSection({ placeCode }: { placeCode: string }) {
  const t = useWords(territoryLocale)
  const may = useMay()
  const [system, setSystem] = useState<string>()
  const [adding, setAdding] = useState(false)
  const asked = useAsk(listAreas, { query: { placeCode, ...(system ? { system } : {}) } })
  const add = may('territory.areas') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('newArea')}
    </Button>
  )
  return (
    <Section
      title={t('areas')}
      extra={
        <>
          <Select
            allowClear
            placeholder={t('allSystems')}
            aria-label={t('system')}
            value={system ?? null}
            onChange={(next: string | null) => setSystem(next ?? undefined)}
            options={(asked.data?.systems ?? []).map((value) => ({ value, label: value }))}
            style={{ minWidth: 150 }}
          />
          {add}
        </>
      }
      flush
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {asked.data?.rows.length === 0 && (
        <EmptyState title={t('noAreas')} text={t('noAreasHelp')} action={add} />
      )}
      {asked.data && asked.data.rows.length > 0 && <AreaTable rows={asked.data.rows} />}
      <NewAreaDialog
        placeCode={placeCode}
        areas={asked.data?.rows ?? []}
        open={adding}
        close={() => setAdding(false)}
      />
    </Section>
  )
}

function AreaTable({ rows }: { rows: Area[] }) {
  const t = useWords(territoryLocale)
  const may = useMay()
  const [renaming, setRenaming] = useState<Area>()
  const [ending, setEnding] = useState<Area>()
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('number')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('system')}</th>
            <th scope="col">{t('insideOf')}</th>
            <th scope="col">{t('validFrom')}</th>
            {may('territory.areas') && <th scope="col">{t('change')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="figure-text">{row.number}</td>
              <td>{row.name}</td>
              <td>{say(areaKindNames[row.kind])}</td>
              <td>{row.system}</td>
              <td>{row.path.split(' / ').slice(0, -1).join(' / ') || '—'}</td>
              <td>{showDate(row.validFrom)}</td>
              {may('territory.areas') && (
                <td>
                  <Link to={`/territory/draw?place=${row.placeCode}&area=${row.id}`}>{t('drawArea')}</Link>
                  <Button size="small" type="link" onClick={() => setRenaming(row)}>
                    {t('rename')}
                  </Button>
                  <Button size="small" type="link" onClick={() => setEnding(row)}>
                    {t('end')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {renaming && <RenameAreaDialog area={renaming} close={() => setRenaming(undefined)} />}
      {ending && <EndAreaDialog area={ending} close={() => setEnding(undefined)} />}
    </>
  )
}
