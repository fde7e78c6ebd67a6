import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Scalar } from '../../engines/scheme/dated.ts'
import type { ValueOnDay } from '../../engines/scheme/resolve-scheme.ts'

/** Takes a value that an operator typed for a place; refuses what does not fit its type, in words. */
export function decideValue(value: ValueOnDay, given: Scalar): Scalar {
  const wrong = (reason: string, reasonEn: string) =>
    new Refusal(
      'schemes.value_wrong',
      { title: value.title.zh, titleEn: value.title.en, value: String(given), reason, reasonEn },
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
    case 'yuan':
      if (typeof given !== 'number' || !Number.isFinite(given)) throw wrong('请填写数字。', 'write a number.')
      // Not by a difference: near a billion, doubles lie too far apart for one.
      if (Math.round(given * 100) / 100 !== given) throw wrong('最多两位小数。', 'two decimals at most.')
      if (given > 1e9) throw wrong('不能超过 10 亿。', 'it may be one billion at most.')
      // A floor of points may lie below zero; what else may not, the scheme's own borders say.
      if (given < (value.meta.type === 'points' ? -1e9 : 0))
        throw wrong('不能这么小。', 'it may not be so low.')
      return given
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
