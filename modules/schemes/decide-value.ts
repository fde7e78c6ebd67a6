import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Scalar } from '../../engines/scheme/dated.ts'
import type { ValueOnDay } from '../../engines/scheme/resolve-scheme.ts'

/** Takes a value that an operator typed for a place; refuses what does not fit its type, in words. */
export function decideValue(value: ValueOnDay, given: Scalar): Scalar {
  const wrong = (reason: string, reasonEn: string) =>
    new Refusal(
      'schemes.value_wrong',
      { title: value.title.zh, value: String(given), reason, reasonEn },
      'body.values',
    )
  switch (value.meta.type) {
    case 'boolean':
      if (typeof given !== 'boolean') throw wrong('请选择“是”或“否”。', 'choose yes or no.')
      return given
    case 'choice':
      if (!value.meta.choices?.some((choice) => choice.value === given))
        throw wrong('请从列出的选项中选择。', 'choose one of the listed.')
      return given
    case 'text':
      if (typeof given !== 'string') throw wrong('请填写文字。', 'write a text.')
      return given
    case 'points':
    case 'yuan': {
      if (typeof given !== 'number' || !Number.isFinite(given)) throw wrong('请填写数字。', 'write a number.')
      if (Math.abs(given * 100 - Math.round(given * 100)) > 1e-6)
        throw wrong('最多两位小数。', 'two decimals at most.')
      if (given < 0 || given > 1e9)
        throw wrong('须在 0 到 10 亿之间。', 'it must lie between 0 and one billion.')
      return given
    }
    case 'percent':
    case 'days':
    case 'integer':
      if (typeof given !== 'number' || !Number.isInteger(given))
        throw wrong('请填写整数。', 'write a whole number.')
      if (given < 0 || given > (value.meta.type === 'percent' ? 1000 : 100_000))
        throw wrong('超出合理范围。', 'it is out of range.')
      return given
  }
}
