import { Checkbox, Form, Input, Select } from 'antd'
import type { RouteBodyInput } from '../../engines/contract/route.ts'
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
import type { Need, Part, Run, Step } from './run.ts'

interface StepValues {
  doneOn: string
  /** Files by document. */
  files?: Record<string, string[]>
  nothing?: boolean
  records?: Record<string, string>
  texts?: Record<string, string>
  note?: string
}

const withRecord = ['publicity', 'resolution', 'close', 'plan', 'payment'] as const
type RecordKind = (typeof withRecord)[number]
const isRecordKind = (kind: string): kind is RecordKind => withRecord.some((one) => one === kind)

interface DoStepProps {
  run: Run
  step: Step
  /** The time of a step that is done each quarter or the like. */
  part: Part | undefined
  close: () => void
}

type Piece = RouteBodyInput<typeof doStep>['evidence'][number]

/** What the values of the form prove, piece by piece. */
function evidenceOf(step: Step, values: StepValues) {
  return step.needs.flatMap((need): Piece[] => {
    const piece = { kind: need.kind, id: null, document: null, text: say(need.name), link: null }
    if (need.kind === 'file')
      return (values.files?.[need.key] ?? []).map((id) => ({ ...piece, id, document: need.of }))
    if (need.kind === 'publicity' && values.nothing)
      return [{ ...piece, kind: 'nothing', text: values.texts?.nothing ?? '' }]
    if (isRecordKind(need.kind)) return [{ ...piece, id: values.records?.[need.kind] ?? null }]
    return [{ ...piece, text: values.texts?.[need.kind] ?? '' }]
  })
}

/** Completing a step: the day, the evidence that it needs, a note. */
export function DoStepDialog({ run, step, part, close }: DoStepProps) {
  const t = useWords(proceduresLocale)
  const act = useAct(doStep, close)
  const submit = (values: StepValues) =>
    act.run({
      params: { runId: run.id, stepKey: step.key },
      body: {
        part: part?.part ?? null,
        doneOn: values.doneOn,
        note: values.note ?? '',
        evidence: evidenceOf(step, values),
      },
    })
  return (
    <ActDialog<StepValues>
      open
      width={600}
      title={t('doStepTitle', {
        position: step.position,
        name: part ? bracketed(say(step.name), say(part.name)) : say(step.name),
      })}
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
      {step.needs.map((need) => (
        <NeedField key={need.key} need={need} run={run} part={part} />
      ))}
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}

/** The field for one thing that a step asks for. */
function NeedField({ need, run, part }: { need: Need; run: Run; part: Part | undefined }) {
  const t = useWords(proceduresLocale)
  const nothing = Form.useWatch('nothing') as boolean | undefined
  if (need.kind === 'file')
    return (
      <Form.Item
        name={['files', need.key]}
        label={say(need.name)}
        rules={[{ required: true, type: 'array', min: 1, message: t('fileMissing') }]}
      >
        <EvidenceField purpose="procedure" placeCode={run.placeCode} />
      </Form.Item>
    )
  if (!isRecordKind(need.kind)) return <TextNeed name={need.kind} label={say(need.name)} />
  const mayBeEmpty = need.kind === 'publicity' && part !== undefined
  return (
    <>
      {mayBeEmpty && (
        <Form.Item name="nothing" valuePropName="checked">
          <Checkbox>{t('nothing', { period: say(part.name) })}</Checkbox>
        </Form.Item>
      )}
      {mayBeEmpty && nothing ? (
        <TextNeed name="nothing" label={t('nothingWhy')} />
      ) : (
        <Form.Item
          name={['records', need.kind]}
          label={say(need.name)}
          rules={[{ required: true, message: t('recordMissing') }]}
        >
          <RecordPicker kind={need.kind} list={need.of} placeCode={run.placeCode} />
        </Form.Item>
      )}
    </>
  )
}

function TextNeed({ name, label }: { name: string; label: string }) {
  const t = useWords(proceduresLocale)
  return (
    <Form.Item
      name={['texts', name]}
      label={label}
      rules={[{ required: true, min: 2, message: t('textMissing') }]}
    >
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  )
}

interface RecordPickerProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  kind: RecordKind
  /** The kind of list that is asked for. */
  list: string | null
  placeCode: string
}

/** A record of this product that proves the step. */
function RecordPicker({ id, value, onChange, kind, list, placeCode }: RecordPickerProps) {
  const t = useWords(proceduresLocale)
  const options = useRecords(kind, list, placeCode)
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

function useRecords(
  kind: RecordKind,
  list: string | null,
  placeCode: string,
): { value: string; label: string }[] {
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
    return (lists.data?.rows ?? [])
      .filter((row) => list === null || row.kind === list)
      .map((row) => ({ value: row.id, label: bracketed(row.title, showDate(row.opensOn)) }))
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
