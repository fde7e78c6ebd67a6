import type { z } from 'zod'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { shapeFault } from './scheme-fault.ts'

type Issue = z.core.$ZodIssue
type Text = [zh: string, en: string]

/** What was read: its content and, where it came from a file, the line of each path. */
export interface Whole {
  value: unknown
  lineOf?: (path: readonly PropertyKey[]) => number | undefined
}

/**
 * Tells faults of shape in words: each with its path (list items by their key), its line, what stands there
 * and how to mend it.
 */
export function describeIssues(issues: readonly Issue[], whole: Whole): SchemeProblem[] {
  const problems = issues.flatMap((issue) => describeIssue(issue, whole))
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.reason.en}`, problem])).values()]
}

/** A path as a person finds it: list items by their key. */
export function namePath(path: readonly PropertyKey[], value: unknown): string {
  const parts: string[] = []
  let node = value
  for (const part of path) {
    const child = (node as Record<PropertyKey, unknown> | undefined | null)?.[part]
    const key = typeof part === 'number' ? (child as { key?: unknown } | undefined | null)?.key : undefined
    parts.push(typeof key === 'string' ? key : String(part))
    node = child
  }
  return parts.join('.')
}

function fault(whole: Whole, path: readonly PropertyKey[], reason: Text, mend: Text): SchemeProblem {
  return shapeFault(namePath(path, whole.value), reason, mend, whole.lineOf?.(path))
}

function describeIssue(issue: Issue, whole: Whole): SchemeProblem[] {
  const { path } = issue
  const input = (issue as { input?: unknown }).input
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        fault(
          whole,
          [...path, key],
          [`不认识“${key}”这个键。`, `The key "${key}" is not known here.`],
          unknownKeyMend,
        ),
      )
    case 'invalid_key':
      return [describeKey(issue, whole)]
    case 'invalid_union':
      return isDay(path.at(-1)) ? describeEntry(issue, input, whole) : [describeUnion(issue, input, whole)]
    default:
      return [fault(whole, path, path.length === 0 && !input ? emptyWords : found(input), expectation(issue))]
  }
}

function describeKey(issue: Extract<Issue, { code: 'invalid_key' }>, whole: Whole): SchemeProblem {
  const key = String(issue.path.at(-1))
  const [inner] = issue.issues
  return inner?.code === 'invalid_format' && inner.format !== 'date'
    ? fault(whole, issue.path, [`“${key}”不能作键。`, `"${key}" cannot be a key.`], expectation(inner))
    : fault(whole, issue.path, [`“${key}”不是日期。`, `"${key}" is not a date.`], datedMend)
}

function describeUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  whole: Whole,
): SchemeProblem {
  if ('options' in issue && issue.discriminator) {
    const chosen = (input as Record<string, unknown> | undefined)?.[issue.discriminator]
    return fault(whole, issue.path, found(chosen), oneOf(issue.options ?? []))
  }
  return fault(whole, issue.path, found(input), [
    `写 none（不限），或写带日期的数值：${datedExample}。`,
    `Write none (no limit) or a dated value: ${datedExample}.`,
  ])
}

/** What stands under a date: a value with its source, or a silence of the source. */
function describeEntry(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  whole: Whole,
): SchemeProblem[] {
  const { path } = issue
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return [fault(whole, path, found(input), entryMend)]
  const entry = input as Record<string, unknown>
  if ('unset' in entry && 'value' in entry) return [fault(whole, path, bothWords, bothMend)]
  if (!('unset' in entry) && !('value' in entry)) {
    return [
      fault(whole, path, ['既没有 value，也没有 unset。', 'Neither value nor unset stands here.'], entryMend),
    ]
  }
  const branch = issue.errors['value' in entry ? 0 : 1] ?? []
  return branch.flatMap((inner) => {
    const full = [...path, ...inner.path]
    return inner.path[0] === 'source' && !entry.source
      ? [fault(whole, path, ['这个数值没有写来源。', 'This value has no source.'], sourceMend)]
      : describeIssue({ ...inner, path: full } as Issue, whole)
  })
}

function found(input: unknown): Text {
  if (input === undefined || input === null) return ['缺少这一项。', 'This part is missing.']
  if (input === '') return ['这里空着。', 'It is empty.']
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input))
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text
  return [`这里写的“${shown}”不合要求。`, `"${shown}" does not fit here.`]
}

function expectation(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_type': {
      const [zh, en] = typeWords[issue.expected] ?? [issue.expected, issue.expected]
      return [`这里要写${zh}。`, `Write ${en} here.`]
    }
    case 'too_small':
      return atLeast(issue.origin, issue.minimum, issue.inclusive !== false)
    case 'too_big':
      return [`不能大于 ${issue.maximum}。`, `It may be ${issue.maximum} at most.`]
    case 'invalid_format':
      return formatWords[issue.format === 'regex' ? (issue.pattern ?? '') : issue.format] ?? otherwise
    case 'custom':
      return typeof issue.params?.zh === 'string' ? [issue.params.zh, String(issue.params.en)] : entryMend
    default:
      return otherwise
  }
}

function atLeast(origin: string, minimum: number | bigint, inclusive: boolean): Text {
  if (origin === 'string') return ['请填写。', 'Fill it in.']
  if (origin === 'array') return [`至少写 ${minimum} 项。`, `List ${minimum} or more.`]
  return inclusive
    ? [`不能小于 ${minimum}。`, `It must be ${minimum} or more.`]
    : [`必须大于 ${minimum}。`, `It must be more than ${minimum}.`]
}

function oneOf(values: readonly unknown[]): Text {
  const listed = values.map(String)
  return listed.length === 1
    ? [`只能写 ${listed[0]}。`, `Only ${listed[0]} may stand here.`]
    : [`请写成其中之一：${listed.join('、')}。`, `Write one of: ${listed.join(', ')}.`]
}

function isDay(part: PropertyKey | undefined): boolean {
  return typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part)
}

const datedExample = '{ 2019-01-01: { value: 100, source: G-20 } }'
const openExample = '{ 2019-01-01: { unset: true, source: G-20 } }'

const emptyWords: Text = ['文件里什么也没写。', 'The file is empty.']
const unknownKeyMend: Text = [
  '检查拼写，或删去它；可用的键见 docs/reference/scheme-keys.md。',
  'Check its spelling or remove it; docs/reference/scheme-keys.md lists the keys.',
]
const datedMend: Text = [
  `数值写在它开始生效的日期下面，日期写成“年-月-日”，如 2019-01-01，且要真有这一天：${datedExample}。`,
  `A value stands under the day from which it counts, a real day as year-month-day: ${datedExample}.`,
]
const entryMend: Text = [
  `原文有数值的写 ${datedExample}；原文没有给的写 ${openExample}。`,
  `Write ${datedExample}; where the source is silent, ${openExample}.`,
]
const sourceMend: Text = [
  '写明这个数值出自哪里，如 source: G-20。',
  'Say where the value comes from, such as source: G-20.',
]
const bothWords: Text = [
  'unset 和 value 同时写了：一个说原文没有给，一个又给了数值。',
  'unset and value both stand here: one says that the source is silent, the other gives a value.',
]
const bothMend: Text = [
  '原文有数值的只留 value；没有的只留 unset，建议的数值写在 proposed。',
  'Keep only value where the source gives one, else only unset; a proposal goes into proposed.',
]
const otherwise: Text = [
  '请按制度编写指南（docs/guides/scheme-author.md）改写。',
  'Rewrite it as docs/guides/scheme-author.md says.',
]

const typeWords: Record<string, Text> = {
  string: ['文字（数字当文字用时加引号）', 'a text (a number that is a text goes in quotes)'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['true（是）或 false（否）', 'true or false'],
  object: ['一组“键: 值”', 'a group of "key: value"'],
  array: ['一个列表（每项以“- ”开头）', 'a list (each item begins with "- ")'],
  record: [`带日期的数值：${datedExample}`, `a dated value, ${datedExample},`],
}

const formatWords: Record<string, Text> = {
  date: [
    '日期写成“年-月-日”，如 2019-01-01，且要真有这一天。',
    'Write a day that exists as year-month-day, such as 2019-01-01.',
  ],
  '/^[a-z][a-z0-9-]{2,59}$/': [
    '用小写英文字母、数字和连字符，以字母开头，3 到 60 个字，并与文件夹同名。',
    'Use small letters, digits and hyphens, 3 to 60 in all, a letter first; it is the name of the folder.',
  ],
  '/^[a-z][a-z0-9_]*$/': [
    '键用小写英文字母、数字和下划线，以字母开头，如 public_affairs。',
    'A key has small letters, digits and underscores, a letter first, such as public_affairs.',
  ],
  '/^[0-9]{12}$/': ['区划代码是 12 位数字，要加引号。', 'A division code has twelve digits, in quotes.'],
}
