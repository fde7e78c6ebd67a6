import type { ErrorTable } from '../../engines/refusal/refusal.ts'
import { markdownTable, reference } from './markdown.ts'

/** docs/reference/errors.md: every refusal that the API gives, by the part of the program that gives it. */
export function printErrors(errors: ErrorTable): string {
  const areas = Map.groupBy(Object.keys(errors).sort(), (code) => code.split('.')[0]!)
  return reference(
    '错误代码 · Errors',
    [
      '所有错误同一种结构：`{ code, message, at, details }`。`message` 按请求头 `Accept-Language` 给中文或英文；`{…}` 由 `details` 填入；`at` 指出有误的那一项。',
      'Every error has one body: `{ code, message, at, details }`. `message` is Chinese or English by the header `Accept-Language`; `{…}` is filled from `details`; `at` names the offending input.',
      '此外只有 `server.failed`（500）：程序自身出错，内容没有保存。',
      'Beside these there is only `server.failed` (500): a defect of the program, and nothing was saved.',
    ],
    [...areas].flatMap(([area, codes]) => [
      `## ${area}`,
      markdownTable(
        ['代码 Code', '状态 Status', '中文', 'English'],
        codes.map((code) => {
          const { status, zh, en } = errors[code]!
          return [`\`${code}\``, String(status), zh, en]
        }),
      ),
    ]),
  )
}
