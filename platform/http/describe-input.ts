import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Text = [zh: string, en: string]

/** One thing that is wrong with what was sent: where, and what is asked for there. */
export interface InputProblem {
  /** Such as 'body.lines.3.quantity'. */
  at: string
  zh: string
  en: string
}

/** Told at most; a list of ten thousand wrong rows is wrong in one way. */
const toldMax = 20

/** Says in words what a request lacks or has too much of. `where` is its part: body, params, querystring. */
export function describeInput(where: string, issues: readonly Issue[]): InputProblem[] {
  return issues.slice(0, toldMax).map((issue) => {
    const at = [where, ...issue.path.map(String)].join('.').slice(0, 200)
    const [zh, en] = issue.path.length === 0 && isMissing(issue) ? nothingSent : expectation(issue)
    return { at, zh, en }
  })
}

function isMissing(issue: Issue): boolean {
  const input = (issue as { input?: unknown }).input
  return input === undefined || input === null
}

function expectation(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type': {
      if (isMissing(issue)) return ['请填写这一项', 'this is missing']
      const [zh, en] = typeWords[issue.expected] ?? [issue.expected, issue.expected]
      return [`要填${zh}`, `must be ${en}`]
    }
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_small':
      return atLeast(issue.origin, issue.minimum)
    case 'too_big':
      return atMost(issue.origin, issue.maximum)
    case 'invalid_format':
      return formatWords[issue.format === 'regex' ? (issue.pattern ?? '') : issue.format] ?? otherwise
    case 'custom':
      return bilingual(issue.message)
    default:
      return otherwise
  }
}

function atLeast(origin: string, minimum: number | bigint): Text {
  if (origin === 'string') return [`至少 ${minimum} 个字`, `needs ${minimum} characters or more`]
  if (origin === 'array') return [`至少 ${minimum} 项`, `needs ${minimum} items or more`]
  return [`不能小于 ${minimum}`, `must be ${minimum} or more`]
}

function atMost(origin: string, maximum: number | bigint): Text {
  if (origin === 'string') return [`最多 ${maximum} 个字`, `takes ${maximum} characters at most`]
  if (origin === 'array') return [`最多 ${maximum} 项`, `takes ${maximum} items at most`]
  return [`不能大于 ${maximum}`, `must be ${maximum} or less`]
}

function oneOf(values: readonly unknown[]): Text {
  const listed = values.map(String)
  return listed.length === 1
    ? [`只能是 ${listed[0]}`, `must be ${listed[0]}`]
    : [`请从这些中选一个：${listed.join('、')}`, `must be one of: ${listed.join(', ')}`]
}

/** A rule of a contract that says itself what it asks for: '中文 · English'. */
function bilingual(message: string): Text {
  const [zh, en] = message.split(' · ')
  return zh && en ? [zh, en] : otherwise
}

const nothingSent: Text = ['没有收到内容', 'nothing was sent']
const otherwise: Text = ['填写的内容不合要求', 'does not fit here']

const typeWords: Record<string, Text> = {
  string: ['文字', 'a text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['“是”或“否”', 'yes or no'],
  object: ['一组内容', 'a group of fields'],
  array: ['一个列表', 'a list'],
}

const phoneWords: Text = ['手机号是 11 位数字，以 1 开头', 'a phone number has 11 digits and begins with 1']

const formatWords: Record<string, Text> = {
  date: ['日期写成“年-月-日”，如 2019-01-01', 'must be a day that exists, such as 2019-01-01'],
  datetime: ['时间写成 2019-01-01T08:00:00Z 的样子', 'must be a time such as 2019-01-01T08:00:00Z'],
  uuid: ['编号不对，请重新选择', 'is not a valid id; choose again'],
  '/^[0-9]{12}$/': ['区划代码是 12 位数字', 'a division code has twelve digits'],
  '/^[0-9]{6}$/': ['须是 6 位数字', 'must be six digits'],
  '/^1[0-9]{10}$/': phoneWords,
}
