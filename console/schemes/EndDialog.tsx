import { Form } from 'antd'
import { endScheme } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import { ResolutionField } from './ResolutionField.tsx'
import type { SchemeDocument } from './scheme-types.ts'

interface EndDialogProps {
  scheme: SchemeDocument
  open: boolean
  close: () => void
}

/** A scheme takes no new deeds from a day on; what is under way is finished by its rules. */
export function EndDialog({ scheme, open, close }: EndDialogProps) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const act = useAct(endScheme, close)
  return (
    <ActDialog<{ endsOn: string; resolutionId: string }>
      open={open}
      title={t('endTitle', { name: say(scheme.name), place: place.name })}
      verb={t('endScheme')}
      danger
      effect={<p>{t('endEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({
          params: { schemeId: scheme.id },
          body: { placeCode: place.code, ...values, revision: scheme.adoption?.revision ?? 0 },
        })
      }
    >
      <Form.Item name="endsOn" label={t('endsOn')} rules={[{ required: true, message: t('fillIn') }]}>
        <DateField />
      </Form.Item>
      <ResolutionField scheme={scheme} open={open} />
    </ActDialog>
  )
}
