import { Input, InputNumber, Select, Switch } from 'antd'
import { say, useWords } from '../shell/language.ts'
import { schemesLocale } from './locale.ts'
import type { SchemeValue, Settled } from './scheme-types.ts'

interface ValueFieldProps {
  value: SchemeValue
  settled: Settled | null
  change: (settled: Settled | null) => void
}

/** The field that a value of this type is filled in with. */
export function ValueField({ value, settled, change }: ValueFieldProps) {
  const t = useWords(schemesLocale)
  const label = say(value.title)
  if (value.type === 'boolean')
    return (
      <Switch
        aria-label={label}
        checked={settled === true}
        onChange={change}
        checkedChildren={t('yes')}
        unCheckedChildren={t('no')}
      />
    )
  if (value.type === 'choice')
    return (
      <Select
        aria-label={label}
        className="value-field"
        value={settled}
        onChange={change}
        placeholder={t('choose')}
        options={value.choices.map((choice) => ({ value: choice.value, label: say(choice.title) }))}
      />
    )
  if (value.type === 'text')
    return (
      <Input
        aria-label={label}
        className="value-field"
        value={String(settled ?? '')}
        onChange={(event) => change(event.target.value)}
      />
    )
  const whole = value.type === 'integer' || value.type === 'days'
  return (
    <InputNumber
      aria-label={label}
      className="value-field"
      value={typeof settled === 'number' ? settled : null}
      onChange={change}
      precision={whole ? 0 : 2}
      controls={false}
      suffix={t(`unit_${value.type}`)}
    />
  )
}
