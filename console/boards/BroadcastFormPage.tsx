import { Button, DatePicker, Form, Input, Select, Skeleton } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import {
  changeBroadcast,
  draftBroadcast,
  getBroadcast,
  saveBroadcast,
} from '../../modules/boards/contract.ts'
import { listPublicity } from '../../modules/publicity/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { FormPage } from '../shell/FormPage.tsx'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { boardsLocale } from './locale.ts'

interface Writing {
  title: string
  words: string
  playsAt: Dayjs[]
}

/** A text for the loudspeaker, made from a board or list and edited before it is kept. */
export function NewBroadcastPage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [list, setList] = useState(params.get('list'))
  const [form] = Form.useForm<Writing>()
  const lists = useAsk(listPublicity, { query: { place: place.code, pageSize: 50 } })
  const draft = useAsk(draftBroadcast, list ? { query: { place: place.code, list } } : null, { keep: false })
  useEffect(() => {
    if (draft.data) form.setFieldsValue(draft.data)
  }, [draft.data, form])
  const act = useAct(saveBroadcast, (kept) => void navigate(`/boards/broadcasts?open=${kept.id}`))
  return (
    <FormPage<Writing>
      title={t('newText')}
      intro={t('broadcastsIntro')}
      back={{ to: '/boards/broadcasts', label: t('broadcasts') }}
      form={form}
      initial={{ playsAt: [] }}
      submit={t('keepText')}
      busy={act.busy}
      error={act.error}
      onSubmit={({ playsAt, ...values }) =>
        act.run({
          body: {
            ...values,
            placeCode: place.code,
            listId: list,
            playsAt: playsAt.map((at) => at.toISOString()),
          },
        })
      }
    >
      <Form.Item label={t('fromList')} htmlFor="broadcast-list" extra={t('fromListHelp')}>
        <Select
          id="broadcast-list"
          allowClear
          value={list}
          onChange={(next: string | undefined) => setList(next ?? null)}
          options={(lists.data?.rows ?? []).map((one) => ({ value: one.id, label: one.title }))}
        />
      </Form.Item>
      <TextFields />
    </FormPage>
  )
}

export function EditBroadcastPage() {
  const t = useWords(boardsLocale)
  const navigate = useNavigate()
  const { broadcastId = '' } = useParams()
  const asked = useAsk(getBroadcast, { params: { broadcastId } }, { keep: false })
  const act = useAct(changeBroadcast, (kept) => void navigate(`/boards/broadcasts?open=${kept.id}`))
  const one = asked.data
  if (!one) return <Skeleton active title={false} className="page" />
  return (
    <FormPage<Writing>
      title={t('editText')}
      back={{ to: '/boards/broadcasts', label: t('broadcasts') }}
      initial={{ title: one.title, words: one.words, playsAt: one.playsAt.map((at) => dayjs(at)) }}
      submit={t('keepText')}
      busy={act.busy}
      error={act.error}
      onSubmit={({ playsAt, ...values }) =>
        act.run({
          params: { broadcastId },
          body: { ...values, playsAt: playsAt.map((at) => at.toISOString()), revision: one.revision },
        })
      }
    >
      <TextFields />
    </FormPage>
  )
}

function TextFields() {
  const t = useWords(boardsLocale)
  return (
    <>
      <Form.Item
        name="title"
        label={t('textTitle')}
        rules={[{ required: true, min: 2, message: t('titleMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="words"
        label={t('words')}
        extra={t('wordsHelp')}
        rules={[{ required: true, min: 4, message: t('wordsMissing') }]}
      >
        <Input.TextArea rows={12} maxLength={4000} />
      </Form.Item>
      <Form.Item label={t('schedule')}>
        <Form.List name="playsAt">
          {(fields, { add, remove }) => (
            <div className="stack">
              {fields.map((field) => (
                <div key={field.key} className="row-of-buttons">
                  <Form.Item name={field.name} noStyle rules={[{ required: true, message: t('dayMissing') }]}>
                    <DatePicker
                      aria-label={t('schedule')}
                      format="YYYY-MM-DD HH:mm"
                      showTime={{ format: 'HH:mm' }}
                    />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)}>{t('dropTime')}</Button>
                </div>
              ))}
              <div>
                <Button onClick={() => add()}>{t('addTime')}</Button>
              </div>
            </div>
          )}
        </Form.List>
      </Form.Item>
    </>
  )
}
