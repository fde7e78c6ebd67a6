import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { answerObjection, listObjections } from '../../modules/publicity/contract.ts'
import { objectionStates, objectionsList } from '../../modules/publicity/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { queryClient, useAct } from '../shell/api.ts'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { showInstant } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { bracketed } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { type Objection, objectionTones } from './cells.tsx'
import { publicityLocale } from './locale.ts'

export function ObjectionsPage() {
  const t = useWords(publicityLocale)
  const place = usePlace()
  return (
    <ListPage
      title={t('objectionsTitle')}
      intro={t('objectionsIntro')}
      route={listObjections}
      query={(state) => ({
        place: place.code,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'waiting') as 'waiting',
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        definition: objectionsList,
        rowKey: (row) => row.id,
        defaultSort: 'waiting',
        searchHint: t('searchObjections'),
        shows: {
          state: (row) => (
            <StateTag tone={objectionTones[row.state]}>{say(objectionStates[row.state])}</StateTag>
          ),
        },
        panel: (id, close) => <ObjectionPanel id={id} close={close} />,
        empty: { title: t('noObjections'), text: t('noObjectionsHelp') },
      }}
    />
  )
}

/** The list that is on screen already holds the objection whole. */
function findObjection(id: string): Objection | undefined {
  return queryClient
    .getQueriesData<{ rows: Objection[] }>({ queryKey: [listObjections.path] })
    .flatMap(([, data]) => data?.rows ?? [])
    .find((row) => row.id === id)
}

function ObjectionPanel({ id, close }: { id: string; close: () => void }) {
  const t = useWords(publicityLocale)
  const may = useMay()
  const [answering, setAnswering] = useState(false)
  const one = findObjection(id)
  if (!one)
    return (
      <Panel title={t('objection')} close={close}>
        <p className="quiet">{t('notOnThisPage')}</p>
      </Panel>
    )
  return (
    <Panel
      title={t('objectionBy', { name: one.objectorName })}
      marks={<StateTag tone={objectionTones[one.state]}>{say(objectionStates[one.state])}</StateTag>}
      close={close}
    >
      <div className="stack">
        <p className="review-reason">{one.reason}</p>
        <EvidencePictures files={one.evidence} />
        <Facts
          items={[
            [
              t('listTitle'),
              <Link key="list" to={`/publicity/${one.listId}`}>
                {one.listTitle}
              </Link>,
            ],
            [t('position'), String(one.linePosition)],
            [t('raisedAt'), showInstant(one.raisedAt)],
            ...(one.proxy
              ? [[t('writtenFor'), bracketed(one.proxy.name, one.proxy.relation)] as [string, string]]
              : []),
            ...(one.answer ? [[t('answer'), one.answer] as [string, string]] : []),
            ...(one.answeredName && one.answeredAt
              ? [
                  [t('answeredBy'), `${one.answeredName} · ${showInstant(one.answeredAt)}`] as [
                    string,
                    string,
                  ],
                ]
              : []),
          ]}
        />
        {one.state === 'open' && may('publicity.answer') && (
          <div>
            <Button type="primary" onClick={() => setAnswering(true)}>
              {t('giveAnswer')}
            </Button>
          </div>
        )}
      </div>
      <AnswerDialog objection={one} open={answering} close={() => setAnswering(false)} />
    </Panel>
  )
}

function AnswerDialog({
  objection,
  open,
  close,
}: {
  objection: Objection
  open: boolean
  close: () => void
}) {
  const t = useWords(publicityLocale)
  const act = useAct(answerObjection, close)
  return (
    <ActDialog<{ outcome: 'upheld' | 'dismissed'; answer: string }>
      open={open}
      title={t('answerTitle')}
      verb={t('giveAnswer')}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ params: { objectionId: objection.id }, body: { ...values, revision: objection.revision } })
      }
    >
      <Form.Item
        name="outcome"
        label={t('outcome')}
        rules={[{ required: true, message: t('outcomeMissing') }]}
      >
        <Radio.Group
          vertical
          options={[
            { value: 'upheld', label: t('upheldMeans') },
            { value: 'dismissed', label: t('dismissedMeans') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="answer"
        label={t('answer')}
        extra={t('answerHelp')}
        rules={[{ required: true, min: 4, message: t('answerMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}
