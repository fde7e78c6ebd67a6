import { Form, Select } from 'antd'
import { Link } from 'react-router'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { useAsk } from '../shell/api.ts'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

/** The resolution that an act on a scheme rests on: one that passed here, or a new one to record first. */
export function ResolutionField({ scheme, open }: { scheme: SchemeDocument; open: boolean }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const asked = useAsk(listResolutions, open ? { query: { place: place.code } } : null)
  const back = encodeURIComponent(`/schemes/${scheme.id}`)
  return (
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
  )
}
