import { Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useEffect } from 'react'
import type { ApiError } from './api.ts'
import { Fault } from './Fault.tsx'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'

interface ActDialogProps<Values> {
  open: boolean
  title: string
  /** The verb of the act: it stands on the button. */
  verb: string
  danger?: boolean
  /** What will happen, in figures. */
  effect?: ReactNode
  initial?: Partial<Values>
  busy: boolean
  error: ApiError | null
  onSubmit: (values: Values) => void
  close: () => void
  width?: number
  form?: FormInstance<Values>
  children?: ReactNode
}

/** One short act with its reason, asked for where it is done. */
export function ActDialog<Values extends object>(props: ActDialogProps<Values>) {
  const t = useWords(shellLocale)
  const [own] = Form.useForm<Values>()
  const form = props.form ?? own
  const { open } = props
  useEffect(() => {
    if (open) form.resetFields()
  }, [open, form])
  return (
    <Modal
      open={open}
      title={props.title}
      okText={props.verb}
      cancelText={t('cancel')}
      okButtonProps={{ danger: props.danger ?? false, loading: props.busy }}
      onOk={() => form.submit()}
      onCancel={props.close}
      width={props.width ?? 520}
      destroyOnHidden
    >
      {props.effect}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initial ?? {}}
        onFinish={props.onSubmit}
      >
        {props.children}
      </Form>
      <Fault error={props.error} />
    </Modal>
  )
}
