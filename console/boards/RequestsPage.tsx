import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { answerRequest, listRequests } from '../../modules/boards/contract.ts'
import { requestKinds, requestStates, requestsList } from '../../modules/boards/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { queryClient, useAct } from '../shell/api.ts'
import { showDate, showInstant } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { labelled } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { boardsLocale } from './locale.ts'

type TakeDownRequest = RouteReply<typeof listRequests>['rows'][number]

const tones = { open: 'waiting', granted: 'done', refused: 'quiet' } as const

/** Who asks to be taken down, and by when it is answered. */
export function RequestsPage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  return (
    <ListPage
      title={t('requests')}
      intro={t('requestsIntro')}
      back={{ to: '/boards', label: t('title') }}
      route={listRequests}
      query={(state) => ({
        place: place.code,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'due') as 'due',
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        definition: requestsList,
        rowKey: (row) => row.id,
        defaultSort: 'due',
        searchHint: t('searchRequests'),
        shows: {
          state: (row) => <StateTag tone={tones[row.state]}>{say(requestStates[row.state])}</StateTag>,
          due: (row) => (row.late ? labelled(t('late'), showDate(row.dueOn)) : showDate(row.dueOn)),
        },
        panel: (id, close) => <RequestPanel id={id} close={close} />,
        empty: { title: t('noRequests') },
      }}
    />
  )
}

function findRequest(id: string): TakeDownRequest | undefined {
  return queryClient
    .getQueriesData<{ rows: TakeDownRequest[] }>({ queryKey: [listRequests.path] })
    .flatMap(([, data]) => data?.rows ?? [])
    .find((row) => row.id === id)
}

function RequestPanel({ id, close }: { id: string; close: () => void }) {
  const t = useWords(boardsLocale)
  const [answering, setAnswering] = useState(false)
  const one = findRequest(id)
  if (!one)
    return (
      <Panel title={t('requests')} close={close}>
        <p className="quiet">{t('unknownRow')}</p>
      </Panel>
    )
  return (
    <Panel
      title={one.askerName}
      marks={<StateTag tone={tones[one.state]}>{say(requestStates[one.state])}</StateTag>}
      close={close}
    >
      <div className="stack">
        <p>{one.reason}</p>
        <Facts
          columns={1}
          items={[
            [t('board'), say(one.boardName)],
            [t('kind'), say(requestKinds[one.kind])],
            [t('household'), labelled(one.householdNumber, one.headName)],
            [t('dueOn'), showDate(one.dueOn)],
            ...(one.answer ? [[t('answer'), one.answer] as [string, string]] : []),
            ...(one.answeredName && one.answeredAt
              ? [
                  [t('decidedBy'), labelled(one.answeredName, showInstant(one.answeredAt))] as [
                    string,
                    string,
                  ],
                ]
              : []),
          ]}
        />
        {one.mayAnswer && (
          <div>
            <Button type="primary" onClick={() => setAnswering(true)}>
              {t('answer')}
            </Button>
          </div>
        )}
      </div>
      <AnswerDialog request={one} open={answering} close={() => setAnswering(false)} />
    </Panel>
  )
}

function AnswerDialog({
  request,
  open,
  close,
}: {
  request: TakeDownRequest
  open: boolean
  close: () => void
}) {
  const t = useWords(boardsLocale)
  const act = useAct(answerRequest, close)
  return (
    <ActDialog<{ outcome: 'granted' | 'refused'; answer: string }>
      open={open}
      title={t('answer')}
      verb={t('answer')}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ params: { requestId: request.id }, body: { ...values, revision: request.revision } })
      }
    >
      <Form.Item
        name="outcome"
        label={t('outcome')}
        rules={[{ required: true, message: t('outcomeMissing') }]}
      >
        <Radio.Group
          options={[
            { value: 'granted', label: t('grant') },
            { value: 'refused', label: t('deny') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="answer"
        label={t('answer')}
        rules={[{ required: true, min: 4, message: t('answerMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}
