import { Alert, Form, Select } from 'antd'
import { useState } from 'react'
import { getScheme, listSchemes, putInForce } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import { ResolutionField } from './ResolutionField.tsx'
import type { SchemeDocument } from './scheme-types.ts'

interface InForceDialogProps {
  scheme: SchemeDocument
  open: boolean
  close: () => void
}

/** Into force, at first or after the text in force here: no open value, nothing against the law, a resolution that passed. */
export function InForceDialog({ scheme, open, close }: InForceDialogProps) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const runs = scheme.adoption?.state === 'in_force'
  const [replaces, setReplaces] = useState(runs ? scheme.id : '')
  const others = useAsk(listSchemes, open ? { query: { place: place.code } } : null)
  const running = useAsk(
    getScheme,
    open && replaces ? { params: { schemeId: replaces }, query: { place: place.code } } : null,
    { keep: false },
  )
  const act = useAct(putInForce, close)
  const stillOpen = scheme.values.filter((value) => value.open).length
  const faults = scheme.problems.filter((problem) => problem.severity === 'error').length
  const inForce = (others.data ?? []).filter((one) => one.adoptedHere)
  const revision = replaces ? (running.data?.adoption?.revision ?? 0) : (scheme.adoption?.revision ?? 0)
  return (
    <ActDialog<{ startsOn: string; resolutionId: string }>
      open={open}
      title={t('putInForceTitle', { name: say(scheme.name), place: place.name })}
      verb={t('putInForce')}
      effect={
        stillOpen > 0 || faults > 0 ? (
          <Alert
            type="warning"
            showIcon
            className="form-notice"
            title={t('notReady', { open: stillOpen, faults })}
          />
        ) : (
          <p>{replaces ? t('followEffect') : t('putInForceEffect')}</p>
        )
      }
      initial={{ startsOn: today() }}
      busy={act.busy}
      error={act.error ?? running.error}
      close={close}
      onSubmit={(values) =>
        act.run({
          params: { schemeId: scheme.id },
          body: {
            ...{ placeCode: place.code, ...values, revision },
            ...(scheme.copy ? { textRevision: scheme.copy.revision } : {}),
            ...(replaces ? { replaces } : {}),
          },
        })
      }
    >
      {inForce.length > 0 && (
        <Form.Item label={t('howInForce')}>
          <Select
            aria-label={t('howInForce')}
            value={replaces}
            onChange={setReplaces}
            options={[
              ...(runs ? [] : [{ value: '', label: t('besides') }]),
              ...inForce.map((one) => ({ value: one.id, label: t('follows', { name: say(one.name) }) })),
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="startsOn" label={t('startsOn')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <ResolutionField scheme={scheme} open={open} />
    </ActDialog>
  )
}
