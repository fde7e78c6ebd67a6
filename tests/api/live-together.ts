import type { VillagePlace } from './open-villages.ts'

type Answer = Record<string, unknown> & { id: string; revision: number; rows: { id: string }[] }

/** One request of a village’s life that must be done. */
type Do = (day: string, method: string, url: string, body?: object, who?: string) => Promise<Answer>

interface Village {
  place: VillagePlace
  groupId: string
  households: readonly string[]
  fileId: string
  mark: string
}

const slug = 'fengxian-homestead'

/** A group that creates together, is accepted and rewarded, does not mend what is found later, and one issue. */
export async function liveTogether(act: Do, village: Village): Promise<Record<string, string>> {
  const { place, groupId } = village
  const adoptionId = await adopt(act, place)
  const adoption = { placeCode: place, adoptionId }
  const creation = await accept(act, village, adoption)
  const sheet = await act('2019-05-02', 'POST', '/api/rewards/sheets', {
    ...{ ...adoption, ladder: 'groups', period: '2019' },
  })
  const approval = { document: '奖补批复', approvedOn: '2019-05-02', files: [village.fileId] }
  const url = `/api/rewards/sheets/${sheet.id}`
  const approved = await act(
    '2019-05-02',
    'POST',
    `${url}/approval`,
    { ...approval, revision: sheet.revision },
    'reviewer',
  )
  await act('2019-05-03', 'POST', `${url}/payment`, {
    ...{ paidOn: '2019-05-03', method: 'bank', revision: approved.revision },
  })
  const found = { foundBy: 'recheck', foundOn: '2019-06-01', words: `${village.mark}复审发现不符` }
  const violation = await act('2019-06-01', 'POST', `/api/collectives/${creation.id}/violations`, found)
  await act('2019-12-01', 'POST', `/api/collectives/violations/${violation.id}/lapse`, {})
  await act('2019-12-01', 'POST', '/api/collectives/issues', {
    ...{ ...adoption, groupId, platform: '云治理平台', number: `${place}-1`, foundOn: '2019-06-02' },
    words: `${village.mark}河边有垃圾`,
  })
  return { creationId: creation.id, sheetId: sheet.id, violationId: violation.id }
}

async function adopt(act: Do, placeCode: VillagePlace): Promise<string> {
  const at = `/api/schemes/${slug}`
  const shown = await act('2019-01-02', 'GET', `${at}?place=${placeCode}&on=2019-01-01`)
  const open = (shown.values as { path: string; open: boolean; proposed: unknown }[]).filter(
    (one) => one.open,
  )
  const values = open.map(({ path, proposed }) => ({ path, value: proposed, from: '2019-01-01' }))
  const draft = await act('2019-01-02', 'PUT', `${at}/values`, { placeCode, revision: null, values })
  const voted = await act('2019-01-02', 'POST', '/api/meetings/resolutions', {
    ...{ placeCode, title: '通过创建方案', body: 'members_congress', heldOn: '2019-01-01' },
    ...{ eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 },
  })
  const { revision } = draft.adoption as Answer
  const body = { placeCode, startsOn: '2019-01-01', resolutionId: voted.id, revision }
  return ((await act('2019-01-02', 'POST', `${at}/in-force`, body)).adoption as Answer).id
}

async function accept(act: Do, village: Village, adoption: object): Promise<Answer> {
  const applied = await act('2019-02-01', 'POST', '/api/collectives', {
    ...{ ...adoption, groupId: village.groupId, year: '2019', appliedOn: '2019-02-01' },
    ...{ leaderName: `${village.mark}组长`, consent: { agreedOn: '2019-01-20', files: [village.fileId] } },
    team: { formedOn: '2019-01-21', members: [`${village.mark}组长`] },
  })
  const standards = applied.standards as { key: string; of: string }[]
  const look = (householdId: string | null) => {
    const of = householdId === null ? 'group' : 'household'
    const passed = standards.filter((one) => one.of === of).map(({ key }) => key)
    return { householdId, passed, failed: [], note: '', files: [] }
  }
  const url = `/api/collectives/${applied.id}`
  await act('2019-03-01', 'POST', `${url}/inspections`, { rows: [null, ...village.households].map(look) })
  const people = { heldOn: '2019-04-01', reviewers: ['顾干部'] }
  const first = await act('2019-04-01', 'POST', `${url}/acceptances`, {
    ...{ ...people, stage: 'preliminary', longTerm: true, revision: applied.revision },
  })
  const kinds = ['congress_deputy', 'consultative_member', 'citizen']
  return act('2019-04-01', 'POST', `${url}/acceptances`, {
    ...{ ...people, stage: 'on_site', revision: first.revision },
    observers: kinds.map((kind) => ({ kind, name: '观察员' })),
  })
}
