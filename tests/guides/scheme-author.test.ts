import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { readCases, runCases } from '../../platform/schemes/run-cases.ts'
import { openSchemeLibrary, printProblem, schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { casesText, guide, schemeText } from './guide-pack.ts'

const { norms } = await openSchemeLibrary(schemesFolder, schemeSections, '2026-02-01')

test('the scheme of the author’s guide is sound and lawful', () => {
  const { content, problems } = readScheme(schemeText, schemeSections)
  assert.deepEqual(problems, [])
  assert.deepEqual(guardScheme(content!, norms, schemeSections, '2026-02-01'), [])
})

test('its worked cases come out as the guide says', () => {
  const { content } = readScheme(schemeText, schemeSections)
  const read = readCases(casesText)
  assert.ok('cases' in read, JSON.stringify(read))
  assert.ok(read.cases.length >= 10)
  for (const outcome of runCases(read.cases, content!, schemeSections, norms)) {
    assert.ok(outcome.passed, `${outcome.name}: ${outcome.expected}, not ${outcome.actual}`)
  }
})

test('the faults that the guide shows are those that the program tells', () => {
  const slips = schemeText
    .replace(/(max_per_claim: \{ 2024-03-01: \{ value: )8/, '$11')
    .replace(/^ *basis: 柳溪村.*\n/m, '')
  const read = readScheme(slips, schemeSections)
  const breaches = guardScheme(read.content!, norms, schemeSections, '2026-02-01').map(read.place)
  const told = [...read.problems, ...breaches].map((problem) => printProblem('scheme.yaml', problem))
  const shown = [...guide.matchAll(/^scheme\.yaml:.*$/gm)].map((found) => found[0].split('…')[0]!)
  assert.equal(told.length, 2)
  assert.equal(shown.length, 2)
  for (const [index, line] of shown.entries())
    assert.ok(told[index]!.startsWith(line), `${told[index]} against ${line}`)
})

test('every kind of worked case stands in the guide', () => {
  const kinds = schemeSections.flatMap((section) => Object.keys(section.cases))
  const table = guide.slice(guide.indexOf('| `when` |'))
  // Checks of arithmetic on reported figures, and of the national limits themselves, are told with their packs.
  const aside = ['shown_share', 'year_parts', 'other_years', 'binding', 'resolution']
  for (const kind of kinds) assert.equal(table.includes(`\`${kind}\``), !aside.includes(kind), kind)
})
