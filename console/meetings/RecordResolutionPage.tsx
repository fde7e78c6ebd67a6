import { App, Form, Input, InputNumber, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { RouteBodyInput } from '../../engines/contract/route.ts'
import { recordResolution } from '../../modules/meetings/contract.ts'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { FormPage } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { Findings } from './Findings.tsx'
import { meetingsLocale } from './locale.ts'

type Values = Omit<RouteBodyInput<typeof recordResolution>, 'placeCode'>

const bodies = [
  'members_congress',
  'members_assembly',
  'villager_representatives',
  'villager_assembly',
] as const

/** The counts of a meeting; the rule, not the clerk, decides whether it passed. */
export function RecordResolutionPage() {
  const t = useWords(meetingsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { modal } = App.useApp()
  const act = useAct(recordResolution, (reply) => {
    const show = reply.passed ? modal.success : modal.warning
    void show({
      title: reply.passed ? t('didPass') : t('didNotPass'),
      content: <Findings findings={reply.findings} />,
      width: 560,
      onOk: () => navigate(params.get('to') ?? '/meetings'),
    })
  })
  return (
    <FormPage<Values>
      title={t('record')}
      intro={t('recordIntro')}
      back={{ to: '/meetings', label: t('title') }}
      draftKey={`resolution.${place.code}`}
      initial={{
        heldOn: today(),
        body: 'members_congress',
        minutes: [],
        ...(params.get('title') ? { title: params.get('title')! } : {}),
      }}
      submit={t('record')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) => act.run({ body: { ...values, placeCode: place.code } })}
    >
      <Form.Item
        name="title"
        label={t('subject')}
        rules={[{ required: true, min: 2, message: t('subjectMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="body" label={t('body')} rules={[{ required: true }]}>
        <Select options={bodies.map((value) => ({ value, label: t(`body_${value}`) }))} />
      </Form.Item>
      <Form.Item name="heldOn" label={t('heldOn')} rules={[{ required: true, message: t('dayMissing') }]}>
        <DateField max={today()} />
      </Form.Item>
      <CountFields />
      <HouseholdFields />
      <Form.Item name="minutes" label={t('minutes')} extra={t('minutesHelp')}>
        <EvidenceField purpose="minutes" placeCode={place.code} />
      </Form.Item>
    </FormPage>
  )
}

function CountFields() {
  const t = useWords(meetingsLocale)
  const counts = ['eligible', 'present', 'votesFor', 'votesAgainst', 'votesAbstain'] as const
  return (
    <div className="form-row">
      {counts.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`count_${name}`)}
          dependencies={name === 'votesAbstain' ? ['present', 'votesFor', 'votesAgainst'] : []}
          rules={[
            { required: true, message: t('countMissing') },
            ({ getFieldsValue }) => ({
              validator: () => {
                const {
                  present = 0,
                  votesFor = 0,
                  votesAgainst = 0,
                  votesAbstain = 0,
                } = getFieldsValue() as Partial<Values>
                return name === 'votesAbstain' && votesFor + votesAgainst + votesAbstain > present
                  ? Promise.reject(new Error(t('countsTooMany')))
                  : Promise.resolve()
              },
            }),
          ]}
        >
          <InputNumber
            min={0}
            precision={0}
            controls={false}
            suffix={t('personUnit')}
            style={{ width: '100%' }}
          />
        </Form.Item>
      ))}
    </div>
  )
}

/** A villagers' assembly may also be valid by the households represented; the numbers come together or not at all. */
function HouseholdFields() {
  const t = useWords(meetingsLocale)
  if (Form.useWatch('body') !== 'villager_assembly') return null
  return (
    <div className="form-row">
      {(['households', 'householdsPresent'] as const).map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`count_${name}`)}
          {...(name === 'households' ? { extra: t('householdsHelp') } : {})}
          dependencies={name === 'householdsPresent' ? ['households'] : []}
          rules={[
            ({ getFieldsValue }) => ({
              validator: () => {
                if (name === 'households') return Promise.resolve()
                const { households = null, householdsPresent = null } = getFieldsValue() as Partial<Values>
                if ((households === null) !== (householdsPresent === null))
                  return Promise.reject(new Error(t('householdsBoth')))
                return (householdsPresent ?? 0) > (households ?? 0)
                  ? Promise.reject(new Error(t('householdsTooMany')))
                  : Promise.resolve()
              },
            }),
          ]}
        >
          <InputNumber
            min={0}
            precision={0}
            controls={false}
            suffix={t('householdUnit')}
            style={{ width: '100%' }}
          />
        </Form.Item>
      ))}
    </div>
  )
}
