import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { divisionLevelNames, getDivision } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts, Page, Section } from '../shell/Page.tsx'
import { joinWords } from '../shell/phrases.ts'
import { isVillage, useMay, useMe, usePlace } from '../shell/session.tsx'
import { AreasSection } from './AreasSection.tsx'
import { BoundarySection } from './BoundarySection.tsx'
import { EndDivisionDialog, NewDivisionDialog, RenameDivisionDialog } from './DivisionDialogs.tsx'
import { DivisionTree } from './DivisionTree.tsx'
import { ImportOfficialDialog } from './ImportOfficialDialog.tsx'
import { ImportWorkbookDialog } from './ImportWorkbookDialog.tsx'
import { territoryLocale } from './locale.ts'
import './territory.css'

type Division = RouteReply<typeof getDivision>

/** Divisions as a tree, their boundaries on a map without tiles, and what lies below a village. */
export function TerritoryPage() {
  const t = useWords(territoryLocale)
  const me = useMe()
  const place = usePlace()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const [importing, setImporting] = useState<'official' | 'workbook'>()
  const code = params.get('code') ?? place.code
  const asked = useAsk(getDivision, { params: { code } }, { keep: false })
  const division = asked.data
  const shortest = [...me.grants].sort((a, b) => a.scope.length - b.scope.length)[0]?.scope ?? place.code
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        may('territory.manage') && (
          <>
            <Button onClick={() => setImporting('workbook')}>{t('importWorkbook')}</Button>
            <Button onClick={() => setImporting('official')}>{t('importOfficial')}</Button>
          </>
        )
      }
    >
      <div className="territory">
        <Section title={t('tree')}>
          <DivisionTree scope={shortest} code={code} choose={(next) => setParams({ code: next })} />
        </Section>
        <div>
          <Fault error={asked.error} again={() => void asked.refetch()} />
          {division && <DivisionFacts division={division} />}
          <BoundarySection
            code={code}
            name={division?.shortName ?? ''}
            choose={(next) => setParams({ code: next })}
          />
          {isVillage(code) && <AreasSection placeCode={code} />}
        </div>
      </div>
      <ImportOfficialDialog open={importing === 'official'} close={() => setImporting(undefined)} />
      <ImportWorkbookDialog open={importing === 'workbook'} close={() => setImporting(undefined)} />
    </Page>
  )
}

function DivisionActs({ division }: { division: Division }) {
  const t = useWords(territoryLocale)
  const may = useMay()
  const [open, setOpen] = useState<'new' | 'rename' | 'end'>()
  if (!may('territory.manage')) return null
  const given = {
    code: division.code,
    name: division.name,
    parentCode: division.parentCode,
    close: () => setOpen(undefined),
  }
  return (
    <>
      {!isVillage(division.code) && (
        <Button size="small" onClick={() => setOpen('new')}>
          {t('newDivision')}
        </Button>
      )}
      <Button size="small" onClick={() => setOpen('rename')}>
        {t('rename')}
      </Button>
      <Button size="small" danger onClick={() => setOpen('end')}>
        {t('end')}
      </Button>
      <NewDivisionDialog {...given} open={open === 'new'} />
      <RenameDivisionDialog {...given} open={open === 'rename'} />
      <EndDivisionDialog {...given} open={open === 'end'} />
    </>
  )
}

function DivisionFacts({ division }: { division: Division }) {
  const t = useWords(territoryLocale)
  const former = division.names
    .slice(1)
    .map((name) => t('nameUntil', { name: name.name, date: showDate(name.to ?? '') }))
  return (
    <Section title={division.name} extra={<DivisionActs division={division} />}>
      <Facts
        columns={3}
        items={[
          [
            t('code'),
            <span key="code" className="figure-text">
              {division.code}
            </span>,
          ],
          [t('level'), say(divisionLevelNames[division.level])],
          [t('above'), division.ancestors.map((one) => one.shortName).join(' / ') || '—'],
          [t('inside'), String(division.childCount)],
          [t('validFrom'), showDate(division.validFrom)],
          [t('source'), division.source],
          ...(former.length > 0 ? [[t('formerNames'), former.join('；')] as [string, string]] : []),
          ...(division.successors.length > 0
            ? [
                [t('successors'), joinWords(division.successors.map((one) => one.shortName))] as [
                  string,
                  string,
                ],
              ]
            : []),
        ]}
      />
    </Section>
  )
}
