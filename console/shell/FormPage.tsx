import { Alert, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ApiError } from './api.ts'
import { useDraft } from './draft.ts'
import { Fault } from './Fault.tsx'
import { showInstant } from './figures.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Page, Section } from './Page.tsx'

interface FormBodyProps<Values> {
  initial: Partial<Values>
  /** Gives true when the values are in: their draft is dropped then, and not before. */
  onSubmit: (values: Values) => unknown
  submit: string
  busy?: boolean
  error?: ApiError | null
  /** Names the draft; left out for what must not be kept, such as passwords. */
  draftKey?: string
  form?: FormInstance<Values>
  onValues?: (values: Values) => void
  /** Beside the button that submits. */
  more?: ReactNode
  children: ReactNode
}

interface FormPageProps<Values> extends FormBodyProps<Values> {
  title: string
  intro?: ReactNode
  back: { to: string; label: string }
}

/** The one form pattern: one column, labels above, help under, errors beside the field and summed up at the top. */
export function FormPage<Values extends object>({ title, intro, back, ...body }: FormPageProps<Values>) {
  return (
    <Page title={title} back={back} narrow {...(intro ? { intro } : {})}>
      <Section>
        <FormBody {...body} />
      </Section>
    </Page>
  )
}

interface Problem {
  name: (string | number)[]
  text: string
}

export function FormBody<Values extends object>(props: FormBodyProps<Values>) {
  const t = useWords(shellLocale)
  const [own] = Form.useForm<Values>()
  const form = props.form ?? own
  const draft = useDraft<Partial<Values>>(props.draftKey)
  const [problems, setProblems] = useState<Problem[]>([])
  useServerProblems(form, props.error, setProblems)
  const restored = useRef(false)
  useEffect(() => {
    if (restored.current || !draft.found) return
    restored.current = true
    form.setFieldsValue(draft.found.values as Parameters<typeof form.setFieldsValue>[0])
  }, [draft.found, form])
  const submit = async (values: Values) => {
    setProblems([])
    if ((await props.onSubmit(values)) === true) draft.drop()
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="form-body"
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="form-optional">{t('optional')}</span>}
        </>
      )}
      initialValues={props.initial}
      scrollToFirstError={{ focus: true }}
      onValuesChange={(_changed, values) => {
        draft.keep(values)
        props.onValues?.(values)
      }}
      onFinish={(values) => void submit(values)}
      onFinishFailed={({ errorFields }) =>
        setProblems(errorFields.map((field) => ({ name: field.name, text: field.errors[0] ?? '' })))
      }
    >
      {draft.found && (
        <DraftNotice
          at={draft.found.at}
          drop={() => {
            draft.drop()
            form.resetFields()
          }}
        />
      )}
      <ProblemSummary problems={problems} form={form as FormInstance} />
      {problems.length === 0 && <Fault error={props.error} />}
      {props.children}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={props.busy ?? false}>
          {props.submit}
        </Button>
        {props.more}
      </div>
    </Form>
  )
}

function DraftNotice({ at, drop }: { at: string; drop: () => void }) {
  const t = useWords(shellLocale)
  return (
    <Alert
      type="info"
      showIcon
      className="form-notice"
      title={t('draftFound', { at: showInstant(at) })}
      action={
        <Button size="small" onClick={drop}>
          {t('dropDraft')}
        </Button>
      }
    />
  )
}

function ProblemSummary({ problems, form }: { problems: Problem[]; form: FormInstance }) {
  const t = useWords(shellLocale)
  if (problems.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="form-notice"
      title={t('problemsFound', { count: problems.length })}
      description={
        <ul className="form-problems">
          {problems.map((problem) => (
            <li key={problem.name.join('.')}>
              <button
                type="button"
                className="link-button"
                onClick={() => form.scrollToField(problem.name, { focus: true })}
              >
                {problem.text}
              </button>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** A refusal that names its place stands beside that field. */
function useServerProblems(
  form: FormInstance,
  error: ApiError | null | undefined,
  setProblems: (problems: Problem[]) => void,
): void {
  useEffect(() => {
    if (!error?.at?.startsWith('body.')) return
    const name = error.at.slice('body.'.length).split('.')
    if (form.getFieldInstance(name) === undefined) return
    form.setFields([{ name, errors: [error.message] }])
    setProblems([{ name, text: error.message }])
  }, [error, form, setProblems])
}
