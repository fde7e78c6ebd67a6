import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { getPublicity } from '../../modules/publicity/contract.ts'
import { type ApiError, call } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import type { PublicityLine, PublicityList } from './cells.tsx'
import { ListSheet } from './ListSheet.tsx'
import { publicityLocale } from './locale.ts'

const pageSize = 1000

async function readWhole(listId: string): Promise<PublicityList & { rows: PublicityLine[] }> {
  const first = await call(getPublicity, { params: { listId }, query: { page: 1, pageSize } })
  const rows = [...first.rows]
  for (let page = 2; rows.length < first.total; page += 1) {
    const next = await call(getPublicity, { params: { listId }, query: { page, pageSize } })
    if (next.rows.length === 0) break
    rows.push(...next.rows)
  }
  return { ...first, rows }
}

/** The list as it is pasted on the board. */
export function ListPrintPage() {
  const t = useWords(publicityLocale)
  const { listId = '' } = useParams()
  const asked = useQuery<PublicityList & { rows: PublicityLine[] }, ApiError>({
    queryKey: [getPublicity.path, listId, 'whole'],
    queryFn: () => readWhole(listId),
  })
  if (!asked.data)
    return asked.error ? <Fault error={asked.error} /> : <Skeleton active title={false} className="page" />
  return <ListSheet list={asked.data} back={<Link to={`/publicity/${listId}`}>{t('backToList')}</Link>} />
}
