import { DatePicker } from 'antd'
import dayjs from 'dayjs'

interface DateFieldProps {
  id?: string
  value?: string | null
  onChange?: (value: string | null) => void
  /** Days outside these cannot be chosen. */
  min?: string
  max?: string
  allowClear?: boolean
  'aria-label'?: string
  'aria-labelledby'?: string
}

/** A day as 'YYYY-MM-DD'; typed with or without hyphens on the numeric keyboard, or picked. */
export function DateField({ value, onChange, min, max, allowClear = false, ...rest }: DateFieldProps) {
  return (
    <DatePicker
      {...rest}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY年M月D日']}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      allowClear={allowClear}
      style={{ width: 180 }}
    />
  )
}
