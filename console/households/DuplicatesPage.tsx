import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { listDuplicates, mergePersons, previewPersonMerge } from '../../modules/households/contract.ts'
import { describePerson, duplicatesList } from '../../modules/households/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { currentLanguage, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { householdsLocale } from './locale.ts'
import { OperationPreview } from './OperationPreview.tsx'

type Pair = RouteReply<typeof listDuplicates>['rows'][number]

/** Two records that may be one person: looked at, then merged; the merge can be undone. */
export function DuplicatesPage() {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const [pair, setPair] = useState<Pair>()
  const describe = (person: Pair['first']) => describePerson(person, currentLanguage() === 'en' ? 'en' : 'zh')
  return (
    <>
      <ListPage
        title={t('duplicates')}
        intro={t('duplicatesIntro')}
        back={{ to: '/households', label: t('title') }}
        route={listDuplicates}
        query={(state) => ({ place: place.code, page: state.page, pageSize: state.pageSize })}
        list={{
          definition: duplicatesList,
          rowKey: (row) => `${row.first.id} ${row.second.id}`,
          act: {
            title: t('merge'),
            show: (row) => (
              <Button size="small" type="link" onClick={() => setPair(row)}>
                {t('merge')}
              </Button>
            ),
            width: 90,
          },
          empty: { title: t('noDuplicates'), text: t('noDuplicatesHelp') },
        }}
      />
      {pair && <MergeDialog pair={pair} describe={describe} close={() => setPair(undefined)} />}
    </>
  )
}

interface MergeProps {
  pair: Pair
  describe: (person: Pair['first']) => string
  close: () => void
}

function MergeDialog({ pair, describe, close }: MergeProps) {
  const t = useWords(householdsLocale)
  const preview = useAct(previewPersonMerge)
  const act = useAct(mergePersons, close)
  const bodyOf = (values: { keepId: string; reason: string }) => ({
    ...values,
    dropId: values.keepId === pair.first.id ? pair.second.id : pair.first.id,
  })
  return (
    <ActDialog<{ keepId: string; reason: string }>
      open
      width={720}
      title={t('mergeTitle')}
      verb={preview.reply ? t('merge') : t('preview')}
      effect={preview.reply && <OperationPreview preview={preview.reply} />}
      initial={{ keepId: pair.first.id }}
      busy={preview.busy || act.busy}
      error={preview.error ?? act.error}
      close={close}
      onSubmit={(values) =>
        preview.reply
          ? act.run({ body: { ...bodyOf(values), digest: preview.reply.digest } })
          : preview.run({ body: bodyOf(values) })
      }
    >
      <Form.Item name="keepId" label={t('keepWhich')}>
        <Radio.Group
          vertical
          onChange={preview.clear}
          options={[pair.first, pair.second].map((person) => ({ value: person.id, label: describe(person) }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, message: t('reasonMissing') }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
