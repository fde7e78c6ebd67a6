import { App, Button, Form, Input, Segmented, Select } from 'antd'
import { Link, useNavigate } from 'react-router'
import { declareBatch } from '../../modules/points/contract.ts'
import { claimChannels } from '../../modules/points/contract-claims.ts'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EmptyState } from '../shell/EmptyState.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showSigned, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { usePlace } from '../shell/session.tsx'
import { BatchGrid } from './BatchGrid.tsx'
import { batchPoints, type GridLine, useBatchLines } from './batch-lines.ts'
import { useBooks } from './books.ts'
import type { Book } from './claim-state.ts'
import { ItemLimits } from './ItemLimits.tsx'
import { ItemPicker } from './ItemPicker.tsx'
import { pointsLocale } from './locale.ts'

interface BatchValues {
  itemKey: string
  occurredOn: string
  happenedAt?: string
  reason: string
  evidence?: string[]
  channel: 'cadre' | 'organisation'
  medium: 'console' | 'paper' | 'workbook'
}

/** One item for a whole group: two hundred entries before lunch, without the mouse. */
export function BatchPage() {
  const t = useWords(pointsLocale)
  const navigate = useNavigate()
  const { book, waits } = useBooks()
  return (
    <Page
      title={t('batchTitle')}
      back={{ to: '/points/claims', label: t('claimsTitle') }}
      intro={
        <Segmented
          aria-label={t('oneOrMany')}
          value="many"
          options={[
            { value: 'one', label: t('oneHousehold') },
            { value: 'many', label: t('manyHouseholds') },
          ]}
          onChange={(value) => value === 'one' && void navigate('/points/declare')}
        />
      }
    >
      {book ? (
        <BatchForm book={book} />
      ) : (
        !waits && (
          <Section>
            <EmptyState
              title={t('noBook')}
              text={t('noBookHelp')}
              action={<Link to="/schemes">{t('toSchemes')}</Link>}
            />
          </Section>
        )
      )}
    </Page>
  )
}

function BatchForm({ book }: { book: Book }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const [form] = Form.useForm<BatchValues>()
  const itemKey = Form.useWatch('itemKey', form)
  const item = book.items.find((one) => one.key === itemKey)
  const grid = useBatchLines()
  const act = useAct(declareBatch, (reply) => {
    void modal.success({
      title: t('batchDeclared', { count: reply.declared }),
      onOk: () => navigate('/points/claims?state=open'),
    })
    grid.clear()
  })
  const chosen = grid.lines.filter((line) => line.chosen)
  const send = (values: BatchValues) =>
    modal.confirm({
      title: t('batchConfirm'),
      okText: t('submitClaims', { count: chosen.length }),
      cancelText: t('cancel'),
      content: <BatchFigures lines={chosen} points={batchPoints(chosen, item)} />,
      onOk: () =>
        act.run({
          body: {
            ...values,
            placeCode: place.code,
            adoptionId: book.adoptionId,
            bookKey: book.bookKey,
            happenedAt: values.happenedAt ?? '',
            evidence: values.evidence ?? [],
            lines: chosen.map((line) => ({
              householdId: line.householdId,
              quantity: item?.kind === 'per_unit' ? (line.value ?? 100) : 100,
              proposed: item?.kind === 'range' ? line.value : null,
            })),
          },
        }),
    })
  return (
    <>
      <Section title={t('whatHappened')}>
        <Form<BatchValues>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ occurredOn: today(), channel: 'cadre', medium: 'console' }}
          onFinish={send}
        >
          <BatchFields book={book} placeCode={place.code} />
        </Form>
      </Section>
      <BatchGrid grid={grid} item={item} />
      <Fault error={act.error} />
      <div className="batch-foot">
        <BatchFigures lines={chosen} points={batchPoints(chosen, item)} />
        <Button
          type="primary"
          size="large"
          disabled={chosen.length === 0}
          loading={act.busy}
          onClick={() => form.submit()}
        >
          {t('submitClaims', { count: chosen.length })}
        </Button>
      </div>
    </>
  )
}

function BatchFields({ book, placeCode }: { book: Book; placeCode: string }) {
  const t = useWords(pointsLocale)
  const itemKey = Form.useWatch<string | undefined>('itemKey')
  return (
    <div className="batch-fields">
      <Form.Item name="itemKey" label={t('item')} rules={[{ required: true, message: t('itemMissing') }]}>
        <ItemPicker items={book.items.filter((one) => !one.named)} />
      </Form.Item>
      <ItemLimits item={book.items.find((one) => one.key === itemKey)} />
      <Form.Item
        name="occurredOn"
        label={t('occurredOn')}
        rules={[{ required: true, message: t('dayMissing') }]}
      >
        <DateField max={today()} />
      </Form.Item>
      <Form.Item name="channel" label={t('channel')}>
        <Select
          options={(['cadre', 'organisation'] as const).map((value) => ({
            value,
            label: say(claimChannels[value]),
          }))}
        />
      </Form.Item>
      <Form.Item name="medium" label={t('medium')}>
        <Select
          options={(['console', 'paper', 'workbook'] as const).map((value) => ({
            value,
            label: t(`medium_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('reason')}
        className="batch-wide"
        rules={[{ required: true, min: 2, message: t('reasonMissing') }]}
      >
        <Input maxLength={500} placeholder={t('batchReasonHint')} />
      </Form.Item>
      <Form.Item name="happenedAt" label={t('happenedAt')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')} className="batch-all">
        <EvidenceField purpose="evidence" placeCode={placeCode} />
      </Form.Item>
    </div>
  )
}

function BatchFigures({ lines, points }: { lines: GridLine[]; points: number }) {
  const t = useWords(pointsLocale)
  return (
    <Figures
      items={[
        { label: t('households'), value: lines.length },
        { label: t('pointsSum'), value: showSigned(points) },
      ]}
    />
  )
}
