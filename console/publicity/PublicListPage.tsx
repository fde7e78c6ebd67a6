import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { getPublicList } from '../../modules/publicity/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { ListSheet } from './ListSheet.tsx'
import { publicityLocale } from './locale.ts'
import { PublicFrame } from './PublicFrame.tsx'

/** One list without sign-in; it prints as it hangs. */
export function PublicListPage() {
  const t = useWords(publicityLocale)
  const { place = '', listId = '' } = useParams()
  const asked = useAsk(getPublicList, { params: { place, listId } }, { keep: false })
  if (!asked.data)
    return (
      <PublicFrame title={t('villageBoard')}>
        <Fault error={asked.error} again={() => void asked.refetch()} />
        {!asked.error && <Skeleton active title={false} />}
      </PublicFrame>
    )
  return (
    <main>
      <ListSheet list={asked.data} back={<Link to={`/village/${place}`}>{t('backToBoard')}</Link>} />
    </main>
  )
}
