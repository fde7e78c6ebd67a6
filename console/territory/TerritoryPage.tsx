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
import { DivisionTree } from './DivisionTree.tsx'
import { ImportOfficialDialog } from './ImportOfficialDialog.tsx'
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
  const [importing, setImporting] = useState(false)
  const code = params.get('code') ?? place.code
  const asked = useAsk(getDivision, { params: { code } }, { keep: false })
  const division = asked.data
  const shortest = [...me.grants].sort((a, b) => a.scope.length - b.scope.length)[0]?.scope ?? place.code
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        may('territory.manage') && <Button onClick={() => setImporting(true)}>{t('importOfficial')}</Button>
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
      <ImportOfficialDialog open={importing} close={() => setImporting(false)} />
    </Page>
  )
}

function DivisionFacts({ division }: { division: Division }) {
  const t = useWords(territoryLocale)
  const former = division.names
    .slice(1)
    .map((name) => t('nameUntil', { name: name.name, date: showDate(name.to ?? '') }))
  return (
    <Section title={division.name}>
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
