import { Alert, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type boundaryImport, type Datum, territoryPaths } from '../../modules/territory/contract.ts'
import { type ApiError, queryClient, queryText, sendFile } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { FileField } from '../shell/FileField.tsx'
import { say, useWords } from '../shell/language.ts'
import { territoryLocale } from './locale.ts'

type Found = z.infer<typeof boundaryImport>

interface Values {
  file: File
  datum: Datum
  source: string
}

/** GeoJSON in, with its datum said: first what would happen, then done. */
export function ImportBoundaryDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(territoryLocale)
  const [form] = Form.useForm<Values>()
  const [found, setFound] = useState<Found>()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async ({ file, datum, source }: Values, apply: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const reply = await sendFile<Found>(
        territoryPaths.boundaries + queryText({ datum, source, apply }),
        file,
      )
      setFound(reply)
      if (reply.applied) await queryClient.invalidateQueries()
    } catch (failure) {
      setError(failure as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const shut = () => {
    setFound(undefined)
    setError(null)
    close()
  }
  const ready = found && !found.applied && found.good > 0
  return (
    <Modal
      open={open}
      title={t('importBoundary')}
      onCancel={shut}
      destroyOnHidden
      footer={
        <>
          <Button onClick={shut}>{found?.applied ? t('done') : t('cancel')}</Button>
          {!found?.applied && (
            <Button type={ready ? 'default' : 'primary'} loading={busy} onClick={() => form.submit()}>
              {t('check')}
            </Button>
          )}
          {ready && (
            <Button type="primary" loading={busy} onClick={() => void send(form.getFieldsValue(), true)}>
              {t('importGood', { count: found.good })}
            </Button>
          )}
        </>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ datum: 'CGCS2000' }}
        onValuesChange={() => setFound(undefined)}
        onFinish={(values) => void send(values, false)}
      >
        <Form.Item
          name="file"
          label={t('geojson')}
          extra={t('geojsonHelp')}
          rules={[{ required: true, message: t('fileMissing') }]}
        >
          <FileField accept=".geojson,.json,application/geo+json" />
        </Form.Item>
        <Form.Item name="datum" label={t('datum')} extra={t('datumHelp')}>
          <Radio.Group
            options={[
              { value: 'CGCS2000', label: t('datum_CGCS2000') },
              { value: 'GCJ-02', label: t('datum_GCJ02') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="source"
          label={t('source')}
          rules={[{ required: true, message: t('sourceMissing') }]}
        >
          <Input maxLength={200} placeholder={t('sourceHint')} />
        </Form.Item>
      </Form>
      <Fault error={error} />
      {found && <FoundReport found={found} />}
    </Modal>
  )
}

function FoundReport({ found }: { found: Found }) {
  const t = useWords(territoryLocale)
  return (
    <Alert
      type={found.applied ? 'success' : found.faults.length > 0 ? 'warning' : 'info'}
      showIcon
      title={
        found.applied
          ? t('boundariesImported', { count: found.good })
          : t('boundariesFound', { good: found.good, faulty: found.faults.length })
      }
      description={
        found.faults.length > 0 && (
          <ul className="fault-list">
            {found.faults.map((fault) => (
              <li key={fault.feature}>
                {t('featureNumber', { number: fault.feature })} {fault.code} {say(fault.reason)}{' '}
                {say(fault.mend)}
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
