import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import type { CaseGroup } from './case-driver.ts'
import { openCaseWorld } from './case-world.ts'
import { drivers, withoutRoute } from './drivers.ts'

const world = await openCaseWorld()
after(() => world.close())

const allCases = world.library.schemes.flatMap(({ cases }) => cases)

test('every pack of the folder has cases, and every kind of them a driver or a reason why no route answers it', async () => {
  for (const slug of await readdir(schemesFolder))
    assert.ok(world.library.find(slug)!.cases.length > 0, `${slug} has no cases`)
  const strange = allCases.filter(({ when }) => when in drivers === when in withoutRoute)
  assert.deepEqual([...new Set(strange.map(({ when }) => when))], [])
  assert.ok(allCases.filter(({ when }) => when in drivers).length > 100)
})

test('no driver and no reason is kept for a kind that no module has any more', () => {
  const kinds = schemeSections.flatMap((section) => Object.keys(section.cases))
  assert.deepEqual(
    [...Object.keys(drivers), ...Object.keys(withoutRoute)].filter((kind) => !kinds.includes(kind)),
    [],
  )
})

test('a case gives nothing that its driver does not bring about', () => {
  for (const one of allCases.filter(({ when }) => when in drivers)) {
    const strange = Object.keys(one.given).filter((key) => !drivers[one.when]!.gives.includes(key))
    assert.deepEqual(strange, [], `${one.when}: ${one.name}`)
  }
})

/** Cases of a scheme by kind and values: one village can play them together. */
function groupsOf(schemeId: string): (CaseGroup & { kind: string })[] {
  const groups = new Map<string, CaseGroup & { kind: string }>()
  for (const one of world.library.find(schemeId)!.cases) {
    if (!(one.when in drivers)) continue
    const name = `${one.when} ${JSON.stringify(one.settings)}`
    const group = groups.get(name) ?? { schemeId, settings: one.settings, kind: one.when, cases: [] }
    group.cases.push(one)
    groups.set(name, group)
  }
  return [...groups.values()]
}

for (const { id } of world.library.schemes)
  for (const group of groupsOf(id))
    test(`${id} ${group.kind}: ${group.cases.map((one) => one.name).join('；')}`, async () => {
      const answers = await drivers[group.kind]!.drive(world, group)
      assert.equal(answers.length, group.cases.length)
      for (const [index, one] of group.cases.entries()) {
        const answer = answers[index]!
        const shown = Object.fromEntries(Object.keys(one.expect).map((key) => [key, answer[key]]))
        assert.deepEqual(shown, one.expect, one.name)
      }
    })
