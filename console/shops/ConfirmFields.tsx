import { Checkbox, Input, Radio } from 'antd'
import { useWords } from '../shell/language.ts'
import { shopsLocale } from './locale.ts'
import type { Shop } from './use-shop.ts'

export interface Confirmation {
  by: 'person' | 'proxy'
  name: string
  relation: string
  reason: string
  readBack: boolean
  chosenTime: boolean
}

export const noConfirmation: Confirmation = {
  by: 'person',
  name: '',
  relation: '',
  reason: '',
  readBack: false,
  chosenTime: false,
}

/** Who stands at the counter and agrees, where no phone does. */
export function ConfirmFields({
  shop,
  atCounter,
  value,
  change,
}: {
  shop: Shop
  atCounter: boolean
  value: Confirmation
  change: (next: Confirmation) => void
}) {
  const t = useWords(shopsLocale)
  const field = (name: 'name' | 'relation' | 'reason', label: string) => (
    <label className="counter-field" htmlFor={`proxy-${name}`}>
      {label}
      <Input
        id={`proxy-${name}`}
        maxLength={name === 'reason' ? 200 : 50}
        value={value[name]}
        onChange={(event) => change({ ...value, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <div className="stack counter-confirm">
      {shop.householdMayChooseTime && (
        <Checkbox
          checked={value.chosenTime}
          onChange={(event) => change({ ...value, chosenTime: event.target.checked })}
        >
          {t('chosenTime')}
        </Checkbox>
      )}
      {atCounter && (
        <fieldset className="counter-by">
          <legend>{t('confirmBy')}</legend>
          <Radio.Group
            value={value.by}
            onChange={(event) => change({ ...value, by: event.target.value as Confirmation['by'] })}
            options={(['person', 'proxy'] as const).map((by) => ({ value: by, label: t(`by_${by}`) }))}
          />
          {value.by === 'proxy' && (
            <>
              {field('name', t('proxyName'))}
              {field('relation', t('relation'))}
              {field('reason', t('proxyReason'))}
              <Checkbox
                checked={value.readBack}
                onChange={(event) => change({ ...value, readBack: event.target.checked })}
              >
                {t('readBack')}
              </Checkbox>
            </>
          )}
        </fieldset>
      )}
    </div>
  )
}
