import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '..', '..')

const outside = new Set(['node_modules', 'dist', 'data', '.git', 'output'])

/** All files of the project below a folder, as paths from its root, in order. */
export function listFiles(folder = '.'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !outside.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? listFiles(path) : [relative(root, join(root, path))]
    })
    .sort()
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** A source file as a tree, with its path from the root. */
export function parseSource(path: string, text = readText(path)): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
}

/** TypeScript sources of the product itself, without tests and generated files. */
export function listProductSources(): string[] {
  return listFiles().filter(
    (path) =>
      /^(engines|platform|modules|server|bench|console|mobile)\/.*\.tsx?$/.test(path) &&
      !/\.test\.tsx?$|\/test-[^/]+\.ts$|^platform\/database\/tables\.ts$/.test(path),
  )
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile()
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}
