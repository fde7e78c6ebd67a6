import { Choices } from '../shell/Choices.tsx'
import { Field } from '../shell/Field.tsx'
import { useTexts } from '../shell/texts.ts'

export interface ProxyWords {
  by: 'person' | 'proxy'
  name: string
  relation: string
  reason: string
  readBack: boolean
}

export const noProxy: ProxyWords = { by: 'person', name: '', relation: '', reason: '', readBack: false }

/** Without a code the person confirms at the counter, or a proxy does and says who she is. */
export function ProxyFields({ value, change }: { value: ProxyWords; change: (next: ProxyWords) => void }) {
  const { t } = useTexts()
  return (
    <div className="stack">
      <p>{t('counter.by')}</p>
      <Choices
        label={t('counter.by')}
        options={(['person', 'proxy'] as const).map((key) => ({ key, text: t(`counter.by_${key}`) }))}
        chosen={value.by}
        onChoose={(by) => change({ ...value, by })}
      />
      {value.by === 'proxy' && (
        <>
          {(['name', 'relation', 'reason'] as const).map((part) => (
            <Field key={part} label={t(`counter.proxy_${part}`)}>
              <input
                value={value[part]}
                maxLength={part === 'reason' ? 200 : 50}
                onChange={(event) => change({ ...value, [part]: event.target.value })}
              />
            </Field>
          ))}
          <label className="check">
            <input
              type="checkbox"
              checked={value.readBack}
              onChange={(event) => change({ ...value, readBack: event.target.checked })}
            />
            {t('counter.proxy_read')}
          </label>
        </>
      )}
    </div>
  )
}
