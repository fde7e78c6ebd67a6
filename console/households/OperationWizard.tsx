import { Button, Form, Result } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import {
  applyOperation,
  getHousehold,
  type Operation,
  type OperationKind,
  operationNames,
  previewOperation,
} from '../../modules/households/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { useDraft } from '../shell/draft.ts'
import { NotFoundPage } from '../shell/ErrorPage.tsx'
import { Fault } from '../shell/Fault.tsx'
import { FormBody } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Wizard } from '../shell/Wizard.tsx'
import type { Household } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import { OperationFields } from './OperationFields.tsx'
import { OperationPreview } from './OperationPreview.tsx'
import { type OperationValues, operationOf } from './operation-values.ts'

type Done = RouteReply<typeof applyOperation>

/** Fill in, see before and after with every effect, confirm what was shown, take the receipt. */
export function OperationWizard() {
  const { householdId = '', kind = '' } = useParams()
  const asked = useAsk(getHousehold, { params: { householdId } }, { keep: false })
  if (!Object.hasOwn(operationNames, kind)) return <NotFoundPage />
  if (!asked.data) return <Fault error={asked.error} again={() => void asked.refetch()} />
  return <OperationSteps key={kind} household={asked.data} kind={kind as OperationKind} />
}

function OperationSteps({ household, kind }: { household: Household; kind: OperationKind }) {
  const t = useWords(householdsLocale)
  const [form] = Form.useForm<OperationValues>()
  const [operation, setOperation] = useState<Operation>()
  const [done, setDone] = useState<Done>()
  const preview = useAct(previewOperation)
  const draftKey = `operation.${kind}.${household.id}`
  const draft = useDraft(draftKey)
  const apply = useAct(applyOperation, (reply) => {
    draft.drop()
    setDone(reply)
  })
  const shown = preview.reply
  const step = done ? 2 : shown && operation ? 1 : 0
  const blocked = shown?.effects.some((effect) => effect.blocks) ?? false
  return (
    <Wizard
      title={t('operationTitle', { kind: say(operationNames[kind]), head: household.headName })}
      back={{ to: `/households/${household.id}`, label: t('householdOf', { head: household.headName }) }}
      steps={[t('stepFill'), t('stepPreview'), t('stepDone')]}
      current={step}
      foot={
        step === 1 && (
          <>
            <Button
              type="primary"
              size="large"
              disabled={blocked}
              loading={apply.busy}
              onClick={() => operation && shown && apply.run({ body: { operation, digest: shown.digest } })}
            >
              {t('confirmOperation', { kind: say(operationNames[kind]) })}
            </Button>
            <Button
              size="large"
              onClick={() => {
                preview.clear()
                apply.clear()
              }}
            >
              {t('backToFill')}
            </Button>
          </>
        )
      }
    >
      <div hidden={step !== 0}>
        <FormBody<OperationValues>
          form={form}
          initial={{ on: today() }}
          draftKey={draftKey}
          submit={t('preview')}
          busy={preview.busy}
          error={preview.error}
          onSubmit={(values) => {
            const next = operationOf(kind, household, values)
            setOperation(next)
            void preview.run({ body: { operation: next } })
          }}
        >
          <OperationFields kind={kind} household={household} />
        </FormBody>
      </div>
      {step === 1 && shown && <OperationPreview preview={shown} />}
      {step === 1 && <Fault error={apply.error} />}
      {done && <OperationDone done={done} />}
    </Wizard>
  )
}

function OperationDone({ done }: { done: Done }) {
  const t = useWords(householdsLocale)
  return (
    <Result
      status="success"
      title={say(done.summary)}
      subTitle={t('changeNumber', { id: done.changeId })}
      extra={
        <div className="row-of-buttons row-centred">
          {done.householdIds.map((id, index) => (
            <Link key={id} to={`/households/${id}`}>
              <Button type={index === 0 ? 'primary' : 'default'}>
                {index === 0 ? t('openHousehold') : t('openOther')}
              </Button>
            </Link>
          ))}
        </div>
      }
    >
      {done.effects.length > 0 && (
        <ul className="effects">
          {done.effects.map((effect) => (
            <li key={effect.key}>{say(effect)}</li>
          ))}
        </ul>
      )}
    </Result>
  )
}
