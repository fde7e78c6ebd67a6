const numerals = '零壹贰叁肆伍陆柒捌玖'
const digitUnits = ['', '拾', '佰', '仟']

/** Money for people: `formatYuan(9364290n)` is `'93,642.90'`; below zero with a minus sign. No currency sign. */
export function formatYuan(fen: bigint): string {
  const text = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  const yuan = text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0n ? '-' : ''}${yuan}.${text.slice(-2)}`
}

/**
 * Money in the capital numerals of receipts and printed sheets: `人民币玖万叁仟陆佰肆拾贰元玖角整`.
 * Amounts that end at yuan or jiao close with 整, so that nothing can be written after them.
 * Throws `RangeError` from ten thousand trillion yuan (10^16) on.
 */
export function chineseAmount(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  const [yuan, jiao, cents] = [size / 100n, Number((size / 10n) % 10n), Number(size % 10n)]
  if (yuan >= 10n ** 16n) throw new RangeError('the amount is too large for capital numerals')
  const whole = yuan > 0n ? `${chineseInteger(yuan)}元` : ''
  const head = `人民币${fen < 0n ? '负' : ''}${whole}`
  if (jiao === 0 && cents === 0) return `${whole ? head : `${head}零元`}整`
  if (cents === 0) return `${head}${numerals[jiao]}角整`
  const jiaoText = jiao > 0 ? `${numerals[jiao]}角` : whole ? '零' : ''
  return `${head}${jiaoText}${numerals[cents]}分`
}

/** Whole yuan: 亿 over 万 over four digits; a gap of zeros between two parts is read as one 零. */
function chineseInteger(yuan: bigint): string {
  const [high, low] = [yuan / 100_000_000n, yuan % 100_000_000n]
  return joinParts(chineseEight(Number(high)), '亿', chineseEight(Number(low)), low < 10_000_000n)
}

function chineseEight(number: number): string {
  const [high, low] = [Math.floor(number / 10_000), number % 10_000]
  return joinParts(chineseFour(high), '万', chineseFour(low), low < 1000)
}

function joinParts(high: string, unit: string, low: string, gap: boolean): string {
  if (high === '') return low
  return high + unit + (low !== '' && gap ? '零' : '') + low
}

function chineseFour(number: number): string {
  const digits = String(number)
  let text = ''
  let gap = false
  for (const [index, digit] of [...digits].entries()) {
    if (digit === '0') {
      gap = true
      continue
    }
    text += (gap ? '零' : '') + numerals[Number(digit)] + digitUnits[digits.length - 1 - index]
    gap = false
  }
  return text
}
