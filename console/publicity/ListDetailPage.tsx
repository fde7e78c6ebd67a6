import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { getPublicity } from '../../modules/publicity/contract.ts'
import { listStates, publicityLines } from '../../modules/publicity/contract-lists.ts'
import { pathOf, useAsk } from '../shell/api.ts'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showRange } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { listTones, type PublicityLine, type PublicityList } from './cells.tsx'
import { publicityLocale } from './locale.ts'
import { ObjectDialog } from './ObjectDialog.tsx'
import { SettleDialog } from './SettleDialog.tsx'

/** One list as it hangs on the board: its lines, what is objected to, and its settlement. */
export function ListDetailPage() {
  const t = useWords(publicityLocale)
  const { listId = '' } = useParams()
  const asked = useAsk(getPublicity, { params: { listId }, query: { pageSize: 1 } }, { keep: false })
  const list = asked.data
  const [line, setLine] = useState<PublicityLine>()
  const may = useMay()
  const mayObject = may('publicity.record_objection') && list?.state === 'open'
  const back = { to: '/publicity', label: t('title') }
  return (
    <>
      <ListPage
        title={list?.title ?? t('title')}
        intro={list && `${showRange(list.opensOn, list.closesOn)} · ${list.spot}`}
        back={back}
        actions={list && <ListActions list={list} />}
        above={list && <ListSummary list={list} />}
        route={{ ...getPublicity, path: pathOf(getPublicity, { listId }) }}
        query={(state) => ({ search: state.search, page: state.page, pageSize: state.pageSize })}
        list={{
          definition: publicityLines(list ?? { kind: '', title: '', columns: [] }),
          rowKey: (row) => row.id,
          searchHint: t('searchLines'),
          pageSize: 100,
          shows: {
            disputed: (row) =>
              row.disputed ? (
                <StateTag tone="official">{t('disputed')}</StateTag>
              ) : mayObject ? (
                <Button size="small" type="link" onClick={() => setLine(row)}>
                  {t('recordObjection')}
                </Button>
              ) : null,
          },
          empty: { title: t('noLines') },
        }}
      />
      {list && <ObjectDialog list={list} line={line} close={() => setLine(undefined)} />}
    </>
  )
}

function ListActions({ list }: { list: PublicityList }) {
  const t = useWords(publicityLocale)
  const may = useMay()
  const [settling, setSettling] = useState(false)
  return (
    <>
      <StateTag tone={listTones[list.state]}>
        {list.state === 'open' ? t('openFor', { count: list.daysLeft }) : say(listStates[list.state])}
      </StateTag>
      <Link to={`/publicity/${list.id}/print`}>
        <Button icon={<PrinterOutlined aria-hidden />}>{t('printList')}</Button>
      </Link>
      {may('publicity.settle') && list.state === 'closed' && (
        <Button type="primary" onClick={() => setSettling(true)}>
          {t('settle')}
        </Button>
      )}
      <SettleDialog list={list} open={settling} close={() => setSettling(false)} />
    </>
  )
}

function ListSummary({ list }: { list: PublicityList }) {
  const t = useWords(publicityLocale)
  return (
    <>
      <Figures
        items={[
          ...(list.totals.length === 0 ? [{ label: t('lines'), value: showCount(list.lines) }] : []),
          ...list.totals.map((total) => ({ label: say(total.title), value: total.value })),
          {
            label: t('objections'),
            value: showCount(list.objections),
            note: list.objectionsOpen > 0 ? t('unanswered', { count: list.objectionsOpen }) : undefined,
            to: '/publicity/objections',
          },
        ]}
      />
      <p className="soft">
        {t('dutyIs', { duty: list.duty })}
        {list.namesHidden && ` ${t('namesHidden')}`}
      </p>
    </>
  )
}
