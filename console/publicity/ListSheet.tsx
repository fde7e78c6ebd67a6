import type { ReactNode } from 'react'
import { showRange } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Across } from '../shell/Page.tsx'
import { PrintPage } from '../shell/PrintPage.tsx'
import { labelled } from '../shell/phrases.ts'
import { LinesTable, type PublicityLine, type PublicityList } from './cells.tsx'
import { publicityLocale } from './locale.ts'

/** A list on paper: duty, days, spot, lines, totals, how to object, seal. */
export function ListSheet({
  list,
  back,
}: {
  list: PublicityList & { rows: PublicityLine[] }
  back: ReactNode
}) {
  const t = useWords(publicityLocale)
  return (
    <PrintPage
      title={list.title}
      under={
        <>
          <div>{t('sheetDays', { days: showRange(list.opensOn, list.closesOn), spot: list.spot })}</div>
          <div>{t('dutyIs', { duty: list.duty })}</div>
        </>
      }
      place={list.placeName}
      publicPath={`/village/${list.placeCode}/lists/${list.id}`}
      back={back}
    >
      <Across label={list.title}>
        <LinesTable columns={list.columns} rows={list.rows} positionTitle={t('position')} />
      </Across>
      <p className="sheet-totals">
        {list.totals.map((total) => labelled(say(total.title), total.value)).join('　')}
      </p>
      <p>{t('howToObject', { place: list.placeName })}</p>
    </PrintPage>
  )
}
