import type { ListedBoard } from '../../modules/boards/scheme.ts'
import { type CaseDriver, givenOf } from './case-driver.ts'
import { type CaseVillage, dayAfter, type Fields, openVillage } from './case-village.ts'
import { closeBooks, type Given, inTurn } from './drive-closes.ts'

const boardOf = (village: CaseVillage, key: string, day: string) =>
  village.rules(day).boards!.find((one) => one.key === key) as ListedBoard

/** Who stands on a board that is made from a close. */
export const board: CaseDriver = {
  gives: ['board', 'books'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<{ board: string; books: Given[] }>(one)
      const { village, close } = await closeBooks(world, { ...group, cases: [one] }, given.books, (place) => {
        const found = place.rules(one.on).boards!.find(({ key }) => key === given.board)
        return found && 'period' in found ? found.period : 'year'
      })
      const body = {
        ...{ placeCode: village.code, adoptionId: village.adoptionId, boardKey: given.board },
        ...{ period: close.period, opensOn: close.day },
      }
      const made = await village.ask('clerk', close.day, 'POST', '/api/boards/editions', body)
      if (made.code === 'boards.nobody') return { shown: [] }
      const shown = await village.must('clerk', close.day, 'GET', `/api/publicity/${made.body.listId}`)
      const numbers = shown.rows.map((row) => (row.cells as Fields).household_number)
      return { shown: numbers.map(Number) }
    }),
}

async function list(village: CaseVillage, key: string, day: string, household = 0): Promise<Fields> {
  const found = boardOf(village, key, day)
  const proposed = await village.must('clerk', day, 'POST', '/api/boards/listings', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, boardKey: key },
    ...{ householdId: village.households[household], groundKey: found.grounds[0]!.key },
    ...{ reason: '算例里的情形', evidence: [await village.file(0)] },
  })
  const panel = Array.from({ length: found.panel_min }, (_, index) => `评议员${index + 1}`)
  const decision = { decision: 'list', panel, note: '', revision: proposed.revision }
  return village.must('reviewer', day, 'POST', `/api/boards/listings/${proposed.id}/decision`, decision)
}

/** Asked for by telephone and granted on the same day. */
async function takeDown(village: CaseVillage, listing: Fields, day: string): Promise<void> {
  const proxy = {
    name: '本人',
    relation: '户主',
    reason: '不会用手机',
    readBack: true,
    signatureFileId: null,
  }
  const asked = await village.must('clerk', day, 'POST', '/api/boards/requests', {
    ...{ subject: { kind: 'mended', listingId: listing.id }, reason: '已经改正', medium: 'phone', proxy },
  })
  await village.must('reviewer', day, 'POST', `/api/boards/requests/${asked.id}/answer`, {
    ...{ outcome: 'granted', answer: '确已改正', revision: asked.revision },
  })
}

/** Whether a good deed of a household counts that stands, or stood, on the black board. */
export const freeze: CaseDriver = {
  gives: ['board', 'listed_on', 'taken_down_on', 'deed_on'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<Record<'board' | 'listed_on' | 'deed_on', string> & { taken_down_on?: string }>(
        one,
      )
      const wish = { ...group, year: given.listed_on.slice(0, 4), households: 1 }
      const village = await openVillage(world, wish)
      if (given.deed_on < given.listed_on) return declare(village, given.deed_on)
      const listing = await list(village, given.board, given.listed_on)
      if (given.taken_down_on) await takeDown(village, listing, given.taken_down_on)
      return declare(village, given.deed_on)
    }),
}

async function declare(village: CaseVillage, day: string): Promise<Record<string, unknown>> {
  const book = village.book(day)
  const item = book.items.find((one) => one.direction === 'plus' && one.declarers.includes('cadre'))!
  const { code } = await village.ask('cadre', day, 'POST', '/api/points/claims', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, bookKey: book.key, itemKey: item.key },
    ...{ householdId: village.households[0], personName: null, quantity: 100 },
    ...{ proposed: item.kind === 'range' ? item.min : null, occurredOn: day, happenedAt: '' },
    ...{ reason: '做了一件好事', evidence: [await village.file(0)], channel: 'cadre', medium: 'console' },
    proxy: null,
  })
  // A case asks whether the freeze holds, not until when it is known to.
  return { refused: code === 'points.frozen_until' ? 'points.frozen' : code }
}

/** Whether a household may be referred that was listed and taught so often. */
export const referral: CaseDriver = {
  gives: ['board', 'listings', 'teachings', 'suspicion'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<{ board: string; listings: number; teachings: number; suspicion: boolean }>(one)
      const village = await openVillage(world, { ...group, year: one.on.slice(0, 4), households: 1 })
      let day = `${village.year}-01-10`
      let listing = await list(village, given.board, day)
      for (let times = 1; times < given.listings; times += 1) {
        await takeDown(village, listing, day)
        day = dayAfter(day)
        listing = await list(village, given.board, day)
      }
      for (let times = 0; times < given.teachings; times += 1)
        await village.must('cadre', day, 'POST', `/api/boards/listings/${listing.id}/help`, {
          ...{ heldOn: day, text: '上门劝导，没有改变', outcome: 'taught_unchanged' },
        })
      const { code } = await village.ask(
        'reviewer',
        day,
        'POST',
        `/api/boards/listings/${listing.id}/referral`,
        {
          ...{ authority: '派出所', suspicion: given.suspicion ? '涉嫌诈骗' : '', evidence: [] },
        },
      )
      return { refused: code }
    }),
}
