import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { listFiles, readText, root } from './sources.ts'

const pages = listFiles().filter((path) => path.endsWith('.md'))
const records = pages.filter((path) => path.startsWith('docs/adr/'))

/** Where a page leads to inside the project, without what only looks like a link in code. */
function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  const targets = [
    ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!),
    ...[...prose.matchAll(/<img[^>]+src="([^"]+)"/g)].map((match) => match[1]!),
  ]
  return targets.filter((target) => !/^(https?|mailto):/.test(target))
}

/** The name that a heading can be linked by. */
function anchorOf(heading: string): string {
  const plain = heading.replaceAll(/`|\*|\[([^\]]*)\]\([^)]*\)/g, (_, text?: string) => text ?? '')
  return plain
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

function anchorsOf(path: string): string[] {
  return [...readText(path).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1]!))
}

function deadLinks(path: string, text: string): string[] {
  return linksOf(text).filter((target) => {
    const [file, anchor] = decodeURI(target).split('#') as [string, string?]
    const found = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(root, found))) return true
    return anchor !== undefined && !anchorsOf(found).includes(anchor)
  })
}

test('no page leads to a file or heading that is not there', () => {
  assert.ok(pages.includes('README.md'))
  assert.deepEqual(
    pages.flatMap((path) => deadLinks(path, readText(path)).map((target) => `${path} → ${target}`)),
    [],
  )
})

test('a link to nowhere is found, in text, in pictures and behind a file name', () => {
  const broken = '[a](docs/none.md) ![b](none.png) <img alt="" src="none.png"> [c](README.md#no-such-heading)'
  assert.equal(deadLinks('README.md', broken).length, 4)
  assert.deepEqual(
    deadLinks('README.md', '[a](docs/adr) [b](https://example.org) `[c](none)` [d](LICENSE)'),
    [],
  )
})

/** What a page shows as code, without the comments in it, which are in the page's own language. */
function codeOf(path: string): string[] {
  return [...readText(path).matchAll(/^```.*\n([\s\S]*?)^```/gm)].map((match) =>
    match[1]!.replaceAll(/[ \t]*(?<=^|[ \t])# .*$/gm, ''),
  )
}

const sectionsOf = (path: string) => [...readText(path).matchAll(/^## /gm)].length

test('every guide but the measurements is there in English and Chinese, section by section, with the same code', () => {
  const guides = pages.filter((path) => path.startsWith('docs/guides/') && !path.endsWith('performance.md'))
  const english = guides.filter((path) => !path.endsWith('.zh-CN.md'))
  const sisters = english.map((path) => path.replace(/\.md$/, '.zh-CN.md'))
  assert.ok(english.length >= 4)
  assert.deepEqual([...english, ...sisters].sort(), [...guides].sort())
  for (const [index, path] of english.entries()) {
    const sister = sisters[index]!
    assert.equal(sectionsOf(sister), sectionsOf(path), sister)
    assert.deepEqual(codeOf(sister), codeOf(path), sister)
    assert.ok(linksOf(readText(path)).includes(basename(sister)), `${path} does not lead to its sister`)
    assert.ok(linksOf(readText(sister)).includes(basename(path)), `${sister} does not lead to its sister`)
  }
})

test('decision records are numbered without a gap and say the same four things in 600 words at most', () => {
  assert.ok(records.length > 0)
  for (const [index, path] of records.entries()) {
    const number = String(index + 1).padStart(4, '0')
    assert.match(path, new RegExp(`^docs/adr/${number}-[a-z0-9-]+\\.md$`))
    const text = readText(path)
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])
    assert.deepEqual(
      headings,
      ['Decision', 'Considered and rejected', 'Consequences', 'How it is checked'],
      path,
    )
    assert.ok(text.split(/\s+/).length <= 600, `${path} is longer than 600 words`)
  }
})

test('every npm package that the project asks for stands in a decision record; types follow their package', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readText('package.json'),
  ) as Record<string, Record<string, string>>
  const text = records.map(readText).join('\n')
  const asked = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  assert.ok(asked.length > 0)
  assert.deepEqual(
    asked.filter((name) => !name.startsWith('@types/') && !text.includes(`\`${name}\``)),
    [],
  )
})

test('the README of an engine, a module or a part of the platform has 40 lines at most', () => {
  const readmes = pages.filter((path) => /^(engines|modules|platform)\/[^/]+\/README\.md$/.test(path))
  assert.ok(readmes.length > 0)
  assert.deepEqual(
    readmes.filter((path) => readText(path).trimEnd().split('\n').length > 40),
    [],
  )
})
