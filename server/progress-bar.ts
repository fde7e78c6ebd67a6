/** Draws progress on one line of a terminal; elsewhere a line at each tenth, so that logs stay short. */
export function makeProgressBar(out: NodeJS.WritableStream & { isTTY?: boolean }, title: string) {
  let tenths = -1
  const draw = (done: number, total: number, what: string) => {
    const part = total > 0 ? Math.min(1, done / total) : 0
    if (out.isTTY) {
      const bar = '█'.repeat(Math.round(part * 24)).padEnd(24, '░')
      out.write(`\r\x1b[2K${title} ${bar} ${Math.floor(part * 100)}% ${what}`)
    } else if (Math.floor(part * 10) > tenths) {
      tenths = Math.floor(part * 10)
      out.write(`${title} ${tenths * 10}% ${what}\n`)
    }
  }
  return {
    draw,
    clear: () => void (out.isTTY && out.write('\r\x1b[2K')),
    end: (words: string) =>
      void out.write(out.isTTY ? `\r\x1b[2K${title} ${words}\n` : `${title} ${words}\n`),
  }
}
