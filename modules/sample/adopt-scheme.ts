import { v7 as makeId } from 'uuid'
import { insertShares } from '../dividends/index.ts'
import { recordResolution } from '../meetings/index.ts'
import { insertEnrolments } from '../points/index.ts'
import { putInForce, setValues } from '../schemes/index.ts'
import { makeChance } from './make-random.ts'
import { samplePoints } from './make-year.ts'
import { sampleVillage } from './sample-people.ts'
import type { SampleScene } from './sample-scene.ts'

const { place } = sampleVillage
const since = '2019-01-01'
const scheme = 'pinghu-tongjie'

const open: Record<string, string | number | boolean> = {
  ...Object.fromEntries(
    Object.entries(samplePoints).map(([item, points]) => [`points.shanzhi.items.${item}.points`, points]),
  ),
  'points.shanzhi.items.public_affairs.min': 1,
  'points.shanzhi.items.public_affairs.max': 30,
  'points.shanzhi.items.courage.min': 20,
  'points.shanzhi.items.courage.max': 100,
  'points.shanzhi.review.deliberate.panel.min': 3,
  'points.shanzhi.review.deliberate.panel.max': 9,
  'points.shanzhi.publicity.entries.days': 7,
  'points.shanzhi.publicity.totals.days': 7,
  'points.shanzhi.publicity.hide_names_after_days': 30,
  'dividend.publicity.days': 7,
}

/** The village's own choices for what the source leaves open, its congress's vote, and everyone's consent. */
export async function adoptScheme(scene: SampleScene): Promise<string> {
  const at = '2019-01-02'
  const { schemes } = scene.services
  const draft = await scene.as('secretary', at, (act) =>
    setValues(act, schemes, scheme, {
      placeCode: place,
      revision: null,
      values: Object.entries(open).map(([path, value]) => ({ path, value, from: since })),
    }),
  )
  const resolution = await scene.as('clerk', at, (act) =>
    recordResolution(act, schemes, {
      placeCode: place,
      title: '通过“股份分红+善治积分”实施方案',
      body: 'members_congress',
      heldOn: since,
      eligible: 62,
      present: 58,
      votesFor: 55,
      votesAgainst: 1,
      votesAbstain: 2,
      minutes: [],
    }),
  )
  const adoption = await scene.as('secretary', at, (act) =>
    putInForce(act, schemes, scheme, {
      placeCode: place,
      startsOn: since,
      resolutionId: resolution.id,
      revision: draft.revision,
    }),
  )
  const chance = makeChance(62)
  await scene.as('secretary', at, async (act) => {
    await insertEnrolments(
      act.tx,
      place,
      adoption.id,
      scene.heads.map((head) => ({
        id: makeId(),
        householdId: head.householdId,
        joinedOn: since,
        agreedBy: head.name,
        proxy: null,
      })),
      act.now,
    )
    await insertShares(
      act.tx,
      place,
      scene.heads.map((head) => ({
        id: makeId(),
        householdId: head.householdId,
        shares: chance.int(2, 5) * 100,
        from: '2018-12-01',
        basis: '2018 年股份量化底册',
      })),
    )
  })
  return adoption.id
}
