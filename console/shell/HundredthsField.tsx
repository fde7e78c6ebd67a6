import { InputNumber } from 'antd'

interface HundredthsFieldProps {
  id?: string
  value?: number | null
  onChange?: (value: number | null) => void
  min?: number
  max?: number
  /** What one whole is: 分, 元, 户. */
  unit?: string
  disabled?: boolean
  placeholder?: string
  'aria-label'?: string
}

/** A figure kept in hundredths (points, shares, fen), typed as people write it: 1.5. */
export function HundredthsField({ value, onChange, min, max, unit, ...rest }: HundredthsFieldProps) {
  return (
    <InputNumber<number>
      {...rest}
      value={value === null || value === undefined ? null : value / 100}
      onChange={(next) => onChange?.(next === null ? null : Math.round(next * 100))}
      {...(min === undefined ? {} : { min: min / 100 })}
      {...(max === undefined ? {} : { max: max / 100 })}
      precision={2}
      step={1}
      controls={false}
      formatter={(text, { userTyping, input }) => (userTyping ? input : trimmed(text))}
      {...(unit ? { suffix: unit } : {})}
      style={{ width: 180 }}
    />
  )
}

const trimmed = (value: number | string | undefined) =>
  value === undefined || value === ''
    ? ''
    : Number(value).toLocaleString('en-US', { maximumFractionDigits: 2 })
