import ts from 'typescript'
import { lineOf, parseSource, walk } from './sources.ts'
import { collectSql } from './sql-statements.ts'

/** Names that say nothing of what is inside, each with what to do instead. */
const drawers: Record<string, string> = {
  utils: 'name the file after what it does',
  util: 'name the file after what it does',
  helpers: 'name the file after what it does',
  helper: 'name the file after what it does',
  common: 'put it where it is used, or name what it is',
  misc: 'name what it is',
  shared: 'put it where it is used, or name what it is',
  lib: 'name what it is',
  core: 'name what it is',
  base: 'name what it is',
  manager: 'say what it does: open, keep, lock, list',
  service: 'say what it does',
  data: 'say what data',
  info: 'say what it tells',
  v2: 'replace the old one and delete it',
  new: 'replace the old one and delete it',
  old: 'delete it',
}

/** A file's place and name: no drawers, never a third folder. */
export function checkPath(path: string): string[] {
  const parts = path.split('/')
  const names = parts
    .flatMap((part) => part.replace(/\.[a-z.]+$/, '').split('-'))
    .map((name) => name.toLowerCase())
  const whole = parts.map((part) => part.replace(/\.[a-z.]+$/, '').toLowerCase())
  const problems = whole
    .filter((name) => Object.hasOwn(drawers, name) && path.endsWith('.ts'))
    .map((name) => `${path}: “${name}” is a drawer; ${drawers[name]}`)
  const ends = ['utils', 'util', 'helpers', 'helper', 'misc', 'manager', 'v2']
  problems.push(
    ...ends
      .filter((end) => names.includes(end) && !whole.includes(end))
      .map((end) => `${path}: “${end}” is a drawer; ${drawers[end]}`),
  )
  if (parts.length > 3) problems.push(`${path}: <kind>/<name>/<file>, never a third folder`)
  return problems
}

/** Contracts and texts are lists, read by looking up; a component is mostly markup. */
const linesMax = { list: 800, other: 400 }
const functionLinesMax = { component: 140, other: 70 }

export function checkLength(path: string, text: string): string[] {
  const most = /\/(contract|locale)\.ts$/.test(path) ? linesMax.list : linesMax.other
  const lines = text.trimEnd().split('\n').length
  return lines > most ? [`${path}: ${lines} lines; ${most} at most, split it by what it does`] : []
}

export function checkFunctions(path: string, text: string): string[] {
  const problems: string[] = []
  const most = path.endsWith('.tsx') ? functionLinesMax.component : functionLinesMax.other
  walk(parseSource(path, text), (node) => {
    if (
      !ts.isFunctionLike(node) ||
      !('body' in node) ||
      !node.body ||
      ts.isArrowFunction(node.body as ts.Node)
    )
      return
    const file = node.getSourceFile()
    const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line
    const last = file.getLineAndCharacterOfPosition(node.end).line
    const lines = last - first + 1
    if (lines > most) problems.push(`${path}:${first + 1}: a function of ${lines} lines; ${most} at most`)
  })
  return problems
}

/** Time and chance are arguments: no clock and no dice in engines and decisions. */
export function checkPurity(path: string, text: string): string[] {
  if (!/^engines\/|\/decide-[^/]+\.ts$/.test(path)) return []
  const problems: string[] = []
  walk(parseSource(path, text), (node) => {
    const now =
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
      (ts.isCallExpression(node) &&
        /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|Date)$/.test(node.expression.getText()))
    if (now) problems.push(`${path}:${lineOf(node)}: ${node.getText()}; time and chance come in as arguments`)
  })
  return problems
}

/** Which module keeps the tables of a PostgreSQL schema; the rest is the platform's. */
const keepers: Record<string, string> = {
  account: 'accounts',
  board: 'boards',
  collective: 'collectives',
  dividend: 'dividends',
  file: 'files',
  fund: 'funds',
  household: 'households',
  meeting: 'meetings',
  points: 'points',
  procedure: 'procedures',
  publicity: 'publicity',
  reward: 'rewards',
  scheme: 'schemes',
  shop: 'shops',
  territory: 'territory',
}

const builders =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|rightJoin|fullJoin)\(\s*\[?\s*'(\w+)\.(\w+)/g

/** A module's tables are named in its own store files and nowhere else. */
export function checkTables(path: string, text: string, tables: ReadonlySet<string>): string[] {
  const named = new Set<string>()
  for (const match of text.matchAll(builders)) named.add(`${match[1]}.${match[2]}`)
  for (const sql of collectSql(parseSource(path, text))) {
    for (const match of sql.text.matchAll(/(?<![\w.'"])([a-z_]+)\.([a-z_]+)(?![\w.(])/g))
      named.add(`${match[1]}.${match[2]}`)
  }
  return [...named]
    .filter((table) => tables.has(table) && !mayName(path, table.split('.')[0]!))
    .map((table) => `${path}: names ${table}, which belongs to ${ownerOf(table.split('.')[0]!)}`)
}

function ownerOf(schema: string): string {
  const module = keepers[schema]
  return module ? `modules/${module}/store.ts` : 'platform'
}

function mayName(path: string, schema: string): boolean {
  const module = keepers[schema]
  if (module) return new RegExp(`^modules/${module}/store(-[a-z-]+)?\\.ts$`).test(path)
  return path.startsWith('platform/') || (schema === 'audit' && path === 'modules/audit/store.ts')
}

/** No place and no scheme has a branch of its own in the code. */
export function checkSchemeNames(path: string, text: string, schemes: readonly string[]): string[] {
  if (!/^(engines|platform|modules|server|console|mobile)\//.test(path) || path.startsWith('modules/sample/'))
    return []
  return schemes
    .filter((scheme) => scheme !== 'national' && new RegExp(`(?<![\\w-])${scheme}(?![\\w-])`).test(text))
    .map((scheme) => `${path}: names the scheme ${scheme}; add a switch with a meaning to the scheme instead`)
}

/** Traces of one machine, or of how the work was done. */
export function checkTraces(path: string, text: string): string[] {
  const traces = /(?<![\w.])\/(work|root|home|Users)\/[\w.]|\.\.\/shared\b|\bC:\\Users/g
  return [...text.matchAll(traces)].map((match) => `${path}: “${match[0]}” is a place on one machine`)
}
