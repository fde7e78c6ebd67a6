import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { meetingsSchemeSection } from './scheme-section.ts'

const text = await readFile(
  join(import.meta.dirname, '..', '..', 'schemes', 'national', 'scheme.yaml'),
  'utf8',
)

interface Whole {
  id: string
  norms?: unknown
  meetings: Record<string, { from?: string; valid: Record<string, unknown>[] }[]>
}

/** What is told of the national scheme's meetings after a change. */
function told(change: (whole: Whole) => void) {
  const whole = parse(text, { schema: 'core' }) as Whole
  delete whole.norms
  change(whole)
  return readScheme(stringify(whole), [meetingsSchemeSection]).problems.map(({ path, reason, mend }) => [
    path,
    reason.zh,
    mend.zh,
  ])
}

test('the national rules of meetings have no fault', () => {
  assert.deepEqual(
    told(() => undefined),
    [],
  )
})

test('a local scheme cannot say how meetings pass', () => {
  assert.deepEqual(
    told((whole) => {
      whole.id = 'some-village'
    }),
    [
      [
        'meetings',
        '地方制度不能自己规定会议怎样算通过。',
        '删去 meetings；会议的规则写在 schemes/national 里。',
      ],
    ],
  )
})

test('rules follow each other by their days, the first without one', () => {
  const fault = [
    '“社员（股东）代表大会”的规则没有按日期先后排列。',
    '第一条不写 from，后面每条的 from 晚于前一条。',
  ]
  const from = (index: number, day: string | undefined) =>
    told((whole) => {
      whole.meetings.members_congress![index]!.from = day as string
    })
  assert.deepEqual(from(0, '2019-01-01'), [['meetings.members_congress.0.from', ...fault]])
  assert.deepEqual(from(1, undefined), [['meetings.members_congress.1.from', ...fault]])
  assert.deepEqual(from(1, '2025-05-02'), [])
})

test('a bar has one share, at least or more than', () => {
  for (const bar of [
    { count: 'present', of: 'eligible' },
    { count: 'present', of: 'eligible', at_least: '2/3', more_than: '1/2' },
  ]) {
    const [fault] = told((whole) => {
      whole.meetings.members_congress![0]!.valid = [bar]
    })
    assert.match(fault![2]!, /at_least（达到）和 more_than（超过）写一个/)
  }
  const [wrong] = told((whole) => {
    whole.meetings.members_congress![0]!.valid = [{ count: 'present', of: 'eligible', at_least: '三分之二' }]
  })
  assert.match(wrong![0]!, /meetings\.members_congress\.0\.valid\.0\.at_least/)
})

test('the document tells each rule as a sentence with its day and source', () => {
  const { content } = readScheme(stringify({ ...parse(text), norms: undefined }), [meetingsSchemeSection])
  const [chapter] = meetingsSchemeSection.chapters({ plain: content, values: [] } as never)
  const sentences = chapter!.paragraphs.map((one) => one.text)
  assert.equal(
    sentences[1]!.zh,
    '社员（股东）代表大会（2025年5月1日起，农村集体经济组织法第二十七、二十八条）：到会人数达到应到（有表决权）人数的3分之2，会议有效；赞成达到应到（有表决权）人数的3分之2，决议通过；代表须多于20人。',
  )
  assert.match(sentences[1]!.en, /^Congress of members’ representatives \(from 1 May 2025; /)
  assert.equal(sentences.length, 8)
})
