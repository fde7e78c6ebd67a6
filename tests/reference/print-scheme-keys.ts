import type { SchemeSection } from '../../engines/scheme/section.ts'
import { listKeys, type SchemeKey } from '../../platform/schemes/json-schema.ts'
import { markdownTable, reference } from './markdown.ts'

/** docs/reference/scheme-keys.md: every key of scheme.yaml, one table for the head and one for each part. */
export function printSchemeKeys(sections: readonly SchemeSection[]): string {
  const keys = listKeys(sections)
  const partOf = (key: SchemeKey) => key.path.split(/[.[]/)[0]!
  const parts = sections.map((section) => section.key)
  return reference(
    '制度的键 · Scheme keys',
    [
      '`schemes/<slug>/scheme.yaml` 里能写什么；怎么写见 [scheme-author.md](../guides/scheme-author.md)。',
      'What may stand in `schemes/<slug>/scheme.yaml`; [scheme-author.md](../guides/scheme-author.md) tells how to write one.',
      '',
      '*dated*（带日期的数值）写作 `{ 2019-01-01: { value: 14, source: G-20 } }`，从那天起算；原文没有给的写 `{ 2019-01-01: { unset: true, source: G-20, proposed: 7 } }`，由村里填。分值和金额最多两位小数。`[]` 指列表的每一项，`{ zh, en }` 是中英文各一份的文字。',
      'A *dated* value is `{ 2019-01-01: { value: 14, source: G-20 } }` and counts from that day on; where the source is silent, `{ 2019-01-01: { unset: true, source: G-20, proposed: 7 } }`, and the village fills it. Points and yuan have two decimals at most. `[]` stands for each item of a list, `{ zh, en }` for a text in both languages.',
    ],
    [
      '## 开头 The head',
      table(keys.filter((key) => !parts.includes(partOf(key)))),
      ...parts.flatMap((part) => [`## ${part}`, table(keys.filter((key) => partOf(key) === part))]),
    ],
  )
}

function table(keys: readonly SchemeKey[]): string {
  return markdownTable(
    ['键 Key', '值 Value', '必写 Required', '说明', 'Meaning'],
    keys.map((key) => [`\`${key.path}\``, key.value, key.required ? '必写 yes' : '', key.zh, key.en]),
  )
}
