import ts from 'typescript'
import { lineOf, walk } from './sources.ts'

/** A piece of SQL in the code: a whole statement, or a fragment that is put into one. */
export interface SqlText {
  path: string
  line: number
  /** Holes stand as `?`, followed by the text of what fills them where it is declared in the same file. */
  text: string
  whole: boolean
}

/** A table named in a query that Kysely builds. */
export interface BuiltQuery {
  path: string
  line: number
  verb: string
  tables: string[]
  /** Text of the outermost function around it, with the functions of the file that it calls. */
  within: string
  /** Texts of the functions of the file that call that one, where it only begins a query. */
  callers: string[]
  /** Text of the call itself with its arguments. */
  call: string
}

const verbs =
  /^\s*(with|select|insert|update|delete|merge|copy|truncate|lock|set|call|alter|create|drop|grant|revoke|do)\b/i
const executors = new Set(['query', 'raw', 'executeSql', 'from', 'to'])

/** Finds the SQL of a file: templates under `sql`, and strings handed to what executes them. */
export function collectSql(file: ts.SourceFile): SqlText[] {
  const found: SqlText[] = []
  walk(file, (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return
    const tagged = ts.isTaggedTemplateExpression(node.parent) && isSqlTag(node.parent.tag)
    if (!tagged && !isHandedOver(node)) return
    const text = textOf(node, file)
    if (!tagged && !verbs.test(text)) return
    found.push({ path: file.fileName, line: lineOf(node), text, whole: verbs.test(text) })
  })
  return found
}

function isSqlTag(tag: ts.Expression): boolean {
  return ts.isIdentifier(tag) && tag.text === 'sql'
}

function isHandedOver(node: ts.Node): boolean {
  const call = node.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== node) return false
  const callee = call.expression
  const name = ts.isPropertyAccessExpression(callee)
    ? callee.name.text
    : ts.isIdentifier(callee)
      ? callee.text
      : ''
  return executors.has(name)
}

function textOf(node: ts.StringLiteralLike | ts.TemplateExpression, file: ts.SourceFile): string {
  if (!ts.isTemplateExpression(node)) return node.text
  return [
    node.head.text,
    ...node.templateSpans.map((span) => ` ? ${declaredText(span.expression, file)} ${span.literal.text}`),
  ].join('')
}

/** The text of the constant or function that a hole names, where it is an SQL fragment of the same file. */
function declaredText(expression: ts.Expression, file: ts.SourceFile): string {
  const target = ts.isCallExpression(expression) ? expression.expression : expression
  if (!ts.isIdentifier(target)) return ''
  let found = ''
  walk(file, (node) => {
    const declares =
      (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === target.text) ||
      (ts.isFunctionDeclaration(node) && node.name?.text === target.text)
    if (declares && /\bsql(<[^`]*>)?`/.test(node.getText(file))) found = node.getText(file)
  })
  return found
}

const builders = new Set([
  'selectFrom',
  'updateTable',
  'deleteFrom',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'using',
])

/** Finds where Kysely is given tables to read, change or join; rows to insert carry their county by type. */
export function collectBuiltQueries(file: ts.SourceFile): BuiltQuery[] {
  const found: BuiltQuery[] = []
  const functions = functionTexts(file)
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
    const verb = node.expression.name.text
    if (!builders.has(verb)) return
    const tables = tableNames(node.arguments[0])
    if (tables.length === 0) return
    const outermost = outermostFunction(node)
    const own = outermost.getText(file)
    const name = ts.isFunctionDeclaration(outermost) ? outermost.name?.text : undefined
    const called = [...functions]
      .filter(([other]) => other !== name && calls(own, other))
      .map(([, text]) => text)
    found.push({
      path: file.fileName,
      line: lineOf(node.expression.name),
      verb,
      tables,
      within: [own, ...called].join('\n'),
      callers: [...functions]
        .filter(([other, text]) => name && other !== name && calls(text, name))
        .map(([, text]) => text),
      call: node.arguments.map((argument) => argument.getText(file)).join(', '),
    })
  })
  return found
}

function functionTexts(file: ts.SourceFile): Map<string, string> {
  const texts = new Map<string, string>()
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name)
      texts.set(statement.name.text, statement.getText(file))
  }
  return texts
}

function calls(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\(`).test(text)
}

function tableNames(argument: ts.Expression | undefined): string[] {
  if (!argument) return []
  const items = ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument]
  return items.flatMap((item) =>
    ts.isStringLiteralLike(item) && /^\w+\.\w+( as \w+)?$/.test(item.text) ? [item.text.split(' ')[0]!] : [],
  )
}

function outermostFunction(node: ts.Node): ts.Node {
  let outermost: ts.Node = node
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at) || ts.isVariableStatement(at))
      outermost = at
  }
  return outermost
}
