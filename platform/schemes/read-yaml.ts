import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { shapeFault } from './scheme-fault.ts'

const sizeLimitBytes = 1_000_000
const faultsShown = 20

/** `lineOf` finds the line of a value, or of the nearest part around it that is there. */
export type ReadYaml =
  | { value: unknown; lineOf: (path: readonly PropertyKey[]) => number | undefined }
  | { problems: SchemeProblem[] }

/**
 * Reads a YAML text as plain data: no tags, no aliases, no keys twice, 1 MB at most. A date stays the text it
 * is: a dated key must not become a moment in some time zone.
 */
export function readYaml(text: string): ReadYaml {
  if (Buffer.byteLength(text) > sizeLimitBytes) return { problems: [tooLarge] }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core',
    lineCounter: lines,
    uniqueKeys: true,
    stringKeys: true,
  })
  const faults = [...document.errors, ...document.warnings].map((error) => {
    const unclosed = error.message.startsWith('Flow') || error.message.startsWith('Missing closing')
    const at = lines.linePos(unclosed ? findOpening(document, error.pos[0]) : error.pos[0])
    const { reason, mend } = unclosed ? unclosedWords : (syntaxWords[error.code] ?? otherSyntax)
    return shapeFault(
      '',
      [`第 ${at.line} 行第 ${at.col} 个字：${reason[0]}`, `Line ${at.line}, column ${at.col}: ${reason[1]}`],
      mend,
      at.line,
    )
  })
  if (faults.length > 0) return { problems: firstOfEachLine(faults) }
  const aliases = findAliases(document, lines)
  if (aliases.length > 0) return { problems: firstOfEachLine(aliases) }
  return { value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => findLine(document, lines, path) }
}

/** One slip often makes the parser stumble several times; the first on a line is the one to mend. */
function firstOfEachLine(faults: SchemeProblem[]): SchemeProblem[] {
  const byLine = new Map<number | undefined, SchemeProblem>()
  for (const fault of faults) if (!byLine.has(fault.line)) byLine.set(fault.line, fault)
  return [...byLine.values()].slice(0, faultsShown)
}

/** The parser notices an unclosed bracket or quote where the text goes on; the slip is where it was opened. */
function findOpening(document: Document, offset: number): number {
  let opening = offset
  visit(document, (_key, node) => {
    const range = isNode(node) ? node.range : undefined
    const opens = isScalar(node) ? node.type?.startsWith('QUOTE') : isCollection(node) && node.flow
    if (opens && range && range[0] < offset && range[2] >= offset) opening = range[0]
  })
  return opening
}

/** An alias can blow a small file up to gigabytes, and a reader of a scheme should not have to look it up. */
function findAliases(document: Document, lines: LineCounter): SchemeProblem[] {
  const found: SchemeProblem[] = []
  visit(document, (_key, node) => {
    if (!isAlias(node)) return
    const line = lines.linePos(node.range![0]).line
    found.push(
      shapeFault(
        '',
        [
          `第 ${line} 行用了引用“*${node.source}”，制度里不能用引用。`,
          `Line ${line} uses the alias "*${node.source}"; a scheme has no aliases.`,
        ],
        ['把所引用的内容原样写在这里。', 'Write the content out in full here.'],
        line,
      ),
    )
  })
  return found
}

function findLine(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents
  let offset: number | undefined
  for (const part of path) {
    let child: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === part)
      if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset
      child = pair?.value
    } else if (isSeq(node)) {
      child = node.items[Number(part)]
      offset = (child as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset
    }
    if (child === undefined || child === null) break
    node = child
  }
  return offset === undefined ? undefined : lines.linePos(offset).line
}

const tooLarge = shapeFault(
  '',
  ['文件超过 1 MB。', 'The file is larger than 1 MB.'],
  [
    '制度只写规则；请删去名单、附件等不属于制度的内容。',
    'A scheme holds rules only; remove rolls, attachments and whatever else does not belong.',
  ],
)

type FaultWords = { reason: [zh: string, en: string]; mend: [zh: string, en: string] }

const colonSpace: [string, string] = [
  '冒号要用英文半角，后面空一格；文字里有冒号的，整段加引号。',
  'Use a plain colon followed by a space; put a text that holds a colon in quotes.',
]
const indent: [string, string] = [
  '用空格对齐，同一层的缩进要一样多。',
  'Indent with spaces, the same number on one level.',
]

const otherSyntax: FaultWords = {
  reason: ['YAML 写法有误。', 'this is not valid YAML.'],
  mend: [
    '检查缩进、冒号后的空格和引号是否成对。',
    'Check the indentation, the space after each colon, and that quotes are closed.',
  ],
}

const unclosedWords: FaultWords = {
  reason: ['从这里开始的引号或括号没有关上。', 'the quote or bracket that begins here is not closed.'],
  mend: ['补上右引号或右括号，或删去多余的左引号、左括号。', 'Close it, or remove it if it is too much.'],
}

/** The parser's codes in words that someone can act on who never heard of YAML. */
const syntaxWords: Record<string, FaultWords> = {
  BAD_INDENT: { reason: ['缩进不对。', 'the indentation is wrong.'], mend: indent },
  TAB_AS_INDENT: { reason: ['缩进用了制表符（Tab）。', 'a tab is used for indentation.'], mend: indent },
  DUPLICATE_KEY: {
    reason: ['同一个键写了两次。', 'the same key is written twice.'],
    mend: ['删去其中一个，或给它换个名字。', 'Remove one of them, or give it another name.'],
  },
  MISSING_CHAR: {
    reason: ['这里缺少冒号或逗号。', 'a colon or comma is missing here.'],
    mend: colonSpace,
  },
  MULTILINE_IMPLICIT_KEY: { reason: ['这里不像“键: 值”。', 'this is no "key: value".'], mend: colonSpace },
  BLOCK_AS_IMPLICIT_KEY: {
    reason: ['一行里有两个冒号，或者缩进不对。', 'two colons on one line, or wrong indentation.'],
    mend: [`${colonSpace[0]}${indent[0]}`, `${colonSpace[1]} ${indent[1]}`],
  },
  BLOCK_IN_FLOW: {
    reason: ['花括号里的写法不对。', 'what stands inside the braces is wrong.'],
    mend: [
      '花括号里用英文逗号分开，冒号后空一格：{ zh: 文字, en: text }。',
      'Inside braces use plain commas and a space after each colon: { zh: 文字, en: text }.',
    ],
  },
  BAD_SCALAR_START: {
    reason: ['文字不能以 @、`、% 等符号开头。', 'a text cannot begin with a sign such as @, ` or %.'],
    mend: ['给整段文字加引号。', 'Put the whole text in quotes.'],
  },
  BAD_ALIAS: {
    reason: ['文字不能以 * 或 & 开头。', 'a text cannot begin with * or &.'],
    mend: ['给整段文字加引号。', 'Put the whole text in quotes.'],
  },
  BAD_DQ_ESCAPE: {
    reason: ['双引号里的反斜线写法不对。', 'a backslash inside double quotes is wrong.'],
    mend: ['改用单引号，或去掉反斜线。', 'Use single quotes, or drop the backslash.'],
  },
  TAG_RESOLVE_FAILED: {
    reason: ['用了“!”开头的标记，制度里不能用。', 'a tag beginning with "!" is used; a scheme has none.'],
    mend: [
      '删去标记；文字要以叹号开头的，整段加引号。',
      'Remove the tag; put a text that begins with "!" in quotes.',
    ],
  },
  NON_STRING_KEY: {
    reason: ['键必须是一个词。', 'a key must be one word.'],
    mend: ['键用小写英文字母、数字和下划线。', 'Write keys in small letters, digits and underscores.'],
  },
  MULTIPLE_DOCS: {
    reason: ['文件里有“---”分隔的第二份内容。', 'a second document begins after "---".'],
    mend: [
      '一个文件只写一个制度；删去“---”及多余部分。',
      'One file holds one scheme; remove "---" and what is too much.',
    ],
  },
  RESOURCE_EXHAUSTION: {
    reason: ['括号或缩进嵌套太深。', 'brackets or indentation are nested too deeply.'],
    mend: [
      '制度最多十来层；检查括号是否成对。',
      'A scheme is about ten levels deep; check that brackets are closed.',
    ],
  },
}
