import { type CaseDriver, givenOf } from './case-driver.ts'
import { openPlace } from './case-village.ts'
import { inTurn } from './drive-closes.ts'

interface GivenCount {
  body: string
  eligible: number
  present: number
  for: number
  against?: number
  abstain?: number
  households?: number
  households_present?: number
}

/** A clerk records the meeting on its day; what the record says of it is the answer. */
export const resolution: CaseDriver = {
  gives: ['body', 'eligible', 'present', 'for', 'against', 'abstain', 'households', 'households_present'],
  drive: (world, { cases }) => {
    const place = openPlace(world)
    return inTurn(cases, async (one) => {
      const given = givenOf<GivenCount>(one)
      const { code, body } = await place.ask('clerk', one.on, 'POST', '/api/meetings/resolutions', {
        placeCode: place.code,
        title: one.name.slice(0, 100),
        body: given.body,
        heldOn: one.on,
        eligible: given.eligible,
        present: given.present,
        votesFor: given.for,
        votesAgainst: given.against ?? 0,
        votesAbstain: given.abstain ?? 0,
        households: given.households,
        householdsPresent: given.households_present,
      })
      if (code !== null) return { possible: code !== 'meetings.counts', passed: false, source: null }
      const findings = body.findings as unknown as { source: string }[]
      return { possible: true, passed: body.passed, source: findings.at(-1)!.source }
    })
  },
}
