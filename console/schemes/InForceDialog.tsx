import { Alert, Form, Select } from 'antd'
import { Link } from 'react-router'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { putInForce } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

/** Into force: no open value, nothing against the law, and a resolution that passed. */
export function InForceDialog({
  scheme,
  open,
  close,
}: {
  scheme: SchemeDocument
  open: boolean
  close: () => void
}) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const asked = useAsk(listResolutions, open ? { query: { place: place.code } } : null)
  const act = useAct(putInForce, close)
  const stillOpen = scheme.values.filter((value) => value.open).length
  const faults = scheme.problems.filter((problem) => problem.severity === 'error').length
  const back = encodeURIComponent(`/schemes/${scheme.id}`)
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
          <p>{t('putInForceEffect')}</p>
        )
      }
      initial={{ startsOn: today() }}
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
      <Form.Item name="startsOn" label={t('startsOn')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="resolutionId"
        label={t('resolution')}
        extra={
          <Link to={`/meetings/new?title=${encodeURIComponent(say(scheme.name))}&to=${back}`}>
            {t('recordResolution')}
          </Link>
        }
        rules={[{ required: true, message: t('resolutionMissing') }]}
      >
        <Select
          placeholder={t('pickResolution')}
          notFoundContent={t('noResolution')}
          options={(asked.data ?? [])
            .filter((one) => one.passed)
            .map((one) => ({ value: one.id, label: bracketed(one.title, showDate(one.heldOn)) }))}
        />
      </Form.Item>
    </ActDialog>
  )
}
