import { Alert, Button, Form, Select } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { draftPlan, previewPlan } from '../../modules/dividends/contract.ts'
import { listCloses } from '../../modules/points/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { useDraft } from '../shell/draft.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod } from '../shell/figures.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { usePlace } from '../shell/session.tsx'
import { Wizard } from '../shell/Wizard.tsx'
import { LinesPreview } from './LinesPreview.tsx'
import './dividends.css'
import { dividendsLocale } from './locale.ts'
import { PlanFigureStrip } from './PlanFigureStrip.tsx'

interface Pools {
  closeId: string
  sharePoolFen: number
  incentivePoolFen: number
  priceFen?: number | null
}

/** Pools and price, a trial that keeps nothing, then a draft that can be publicised. */
export function NewPlanWizard() {
  const t = useWords(dividendsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const closes = useAsk(listCloses, { query: { place: place.code } })
  const years = (closes.data ?? []).filter((close) => close.period.length === 4)
  const [form] = Form.useForm<Pools>()
  const pools = useDraft<Partial<Pools>>(`plan.${place.code}`)
  const preview = useAct(previewPlan)
  const draft = useAct(draftPlan, (reply) => {
    pools.drop()
    void navigate(`/dividends/plans/${reply.id}`)
  })
  const bodyOf = (values: Pools) => {
    const close = years.find((one) => one.closeId === values.closeId)
    return {
      placeCode: place.code,
      adoptionId: close?.adoptionId ?? '',
      closeId: values.closeId,
      sharePoolFen: values.sharePoolFen,
      incentivePoolFen: values.incentivePoolFen,
      priceFen: values.priceFen ?? null,
    }
  }
  const shown = preview.reply
  const blocked = !shown || shown.blockers.length > 0
  const back = { to: '/dividends', label: t('title') }
  const steps = [t('stepPools'), t('stepTrial'), t('stepDraft')]
  if (closes.data && years.length === 0)
    return (
      <Wizard title={t('newPlan')} back={back} steps={steps} current={0}>
        <EmptyState
          title={t('noClose')}
          text={t('noCloseHelp')}
          action={<Link to="/points/closes/new">{t('toClose')}</Link>}
        />
      </Wizard>
    )
  return (
    <Wizard title={t('newPlan')} intro={t('newPlanIntro')} back={back} steps={steps} current={shown ? 1 : 0}>
      <Fault error={closes.error} />
      {closes.data && (
        <Form<Pools>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ closeId: params.get('close') ?? years[0]?.closeId, ...pools.found?.values }}
          onValuesChange={(_changed, values) => {
            pools.keep(values)
            preview.clear()
          }}
          onFinish={(values) => preview.run({ body: bodyOf(values) })}
        >
          <PoolFields closes={years} />
          <Fault error={preview.error} />
          <Button type={shown ? 'default' : 'primary'} htmlType="submit" loading={preview.busy}>
            {t('try')}
          </Button>
        </Form>
      )}
      {shown && <Trial trial={shown} />}
      {shown && (
        <>
          <Fault error={draft.error} />
          <Button
            type="primary"
            size="large"
            disabled={blocked}
            loading={draft.busy}
            onClick={() => draft.run({ body: bodyOf(form.getFieldsValue()) })}
          >
            {t('draft')}
          </Button>
        </>
      )}
    </Wizard>
  )
}

function PoolFields({ closes }: { closes: RouteReply<typeof listCloses> }) {
  const t = useWords(dividendsLocale)
  const missing = [{ required: true, message: t('amountMissing') }]
  return (
    <div className="pool-fields">
      <Form.Item name="closeId" label={t('onClose')} rules={[{ required: true, message: t('closeMissing') }]}>
        <Select
          options={closes.map((close) => ({
            value: close.closeId,
            label: t('closeOption', {
              period: showPeriod(close.period),
              weighted: close.figures.weightedHouseholds,
            }),
          }))}
        />
      </Form.Item>
      <Form.Item name="sharePoolFen" label={t('sharePool')} extra={t('sharePoolHelp')} rules={missing}>
        <HundredthsField min={0} unit={t('yuan')} />
      </Form.Item>
      <Form.Item
        name="incentivePoolFen"
        label={t('incentivePool')}
        extra={t('incentivePoolHelp')}
        rules={missing}
      >
        <HundredthsField min={0} unit={t('yuan')} />
      </Form.Item>
      <Form.Item name="priceFen" label={t('priceEach')} extra={t('priceHelp')}>
        <HundredthsField min={0} unit={t('yuan')} />
      </Form.Item>
    </div>
  )
}

function Trial({ trial }: { trial: RouteReply<typeof previewPlan> }) {
  const t = useWords(dividendsLocale)
  return (
    <div className="trial">
      <h2>{t('trialTitle')}</h2>
      <PlanFigureStrip figures={trial.figures} />
      {trial.blockers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="form-notice"
          title={t('blockersTitle')}
          description={
            <ul>
              {trial.blockers.map((blocker) => (
                <li key={blocker.code}>{say(blocker.text)}</li>
              ))}
            </ul>
          }
        />
      )}
      <Section title={t('topLines')} flush>
        <LinesPreview lines={trial.top} />
      </Section>
    </div>
  )
}
