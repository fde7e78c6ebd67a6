import { Form, Input, Select } from 'antd'
import { listPlans } from '../../modules/dividends/contract.ts'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { listCloses } from '../../modules/points/contract.ts'
import { doStep } from '../../modules/procedures/contract.ts'
import { listPublicity } from '../../modules/publicity/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { showDate, showPeriod, showYuan, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { useMay } from '../shell/session.tsx'
import { proceduresLocale } from './locale.ts'
import type { Run, Step } from './run.ts'

interface StepValues {
  doneOn: string
  files?: string[]
  records?: Record<string, string>
  texts?: Record<string, string>
  note?: string
}

const withRecord = ['publicity', 'resolution', 'close', 'plan', 'payment'] as const
type RecordKind = (typeof withRecord)[number]
const isRecordKind = (kind: string): kind is RecordKind => withRecord.some((one) => one === kind)

/** Completing a step: the day, the evidence that it needs, a note. */
export function DoStepDialog({ run, step, close }: { run: Run; step: Step; close: () => void }) {
  const t = useWords(proceduresLocale)
  const act = useAct(doStep, close)
  const submit = (values: StepValues) =>
    act.run({
      params: { runId: run.id, stepKey: step.key },
      body: {
        doneOn: values.doneOn,
        note: values.note ?? '',
        evidence: [
          ...(values.files ?? []).map((id) => ({ kind: 'file' as const, id, text: '' })),
          ...step.needs
            .filter(isRecordKind)
            .map((kind) => ({ kind, id: values.records?.[kind] ?? null, text: '' })),
          ...step.needs
            .filter((kind) => kind !== 'file' && !isRecordKind(kind))
            .map((kind) => ({ kind, id: null, text: values.texts?.[kind] ?? '' })),
        ],
      },
    })
  return (
    <ActDialog<StepValues>
      open
      width={600}
      title={t('doStepTitle', { position: step.position, name: say(step.name) })}
      verb={t('doStep')}
      initial={{ doneOn: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={submit}
    >
      <Form.Item name="doneOn" label={t('day')} rules={[{ required: true, message: t('dayMissing') }]}>
        <DateField max={today()} />
      </Form.Item>
      {step.needs.map((kind) =>
        kind === 'file' ? (
          <Form.Item
            key={kind}
            name="files"
            label={t('kind_file')}
            rules={[{ required: true, type: 'array', min: 1, message: t('fileMissing') }]}
          >
            <EvidenceField purpose="procedure" placeCode={run.placeCode} />
          </Form.Item>
        ) : isRecordKind(kind) ? (
          <Form.Item
            key={kind}
            name={['records', kind]}
            label={t(`kind_${kind}`)}
            rules={[{ required: true, message: t('recordMissing') }]}
          >
            <RecordPicker kind={kind} placeCode={run.placeCode} />
          </Form.Item>
        ) : (
          <Form.Item
            key={kind}
            name={['texts', kind]}
            label={t(`kind_${kind}`)}
            rules={[{ required: true, min: 2, message: t('textMissing') }]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        ),
      )}
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}

interface RecordPickerProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  kind: RecordKind
  placeCode: string
}

/** A record of this product that proves the step. */
function RecordPicker({ id, value, onChange, kind, placeCode }: RecordPickerProps) {
  const t = useWords(proceduresLocale)
  const options = useRecords(kind, placeCode)
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(next) => next && onChange?.(next)}
      options={options}
      placeholder={t('pickRecord')}
      notFoundContent={t('noRecord')}
    />
  )
}

function useRecords(kind: RecordKind, placeCode: string): { value: string; label: string }[] {
  const may = useMay()
  const at = { query: { place: placeCode } }
  const lists = useAsk(
    listPublicity,
    kind === 'publicity' ? { query: { place: placeCode, pageSize: 100 } } : null,
  )
  const resolutions = useAsk(listResolutions, kind === 'resolution' ? at : null)
  const closes = useAsk(listCloses, kind === 'close' ? at : null)
  const plans = useAsk(
    listPlans,
    (kind === 'plan' || kind === 'payment') && may('dividends.read') ? at : null,
  )
  if (kind === 'publicity')
    return (lists.data?.rows ?? []).map((row) => ({
      value: row.id,
      label: bracketed(row.title, showDate(row.opensOn)),
    }))
  if (kind === 'resolution')
    return (resolutions.data ?? []).map((row) => ({
      value: row.id,
      label: bracketed(row.title, showDate(row.heldOn)),
    }))
  if (kind === 'close')
    return (closes.data ?? []).map((row) => ({ value: row.closeId, label: showPeriod(row.period) }))
  return (plans.data ?? []).map((row) => ({
    value: row.id,
    label: `${showPeriod(row.cycle)} ${showYuan(row.figures.totalPaidFen)}`,
  }))
}
