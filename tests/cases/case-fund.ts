import type { CaseVillage, Fields, Reply } from './case-village.ts'

/** Opens the account of a scheme’s money, kept for the village alone. */
export async function openFund(village: CaseVillage, day: string): Promise<string> {
  const fund = await village.must('clerk', day, 'POST', '/api/funds', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId },
    ...{ kind: 'special', name: '算例专账', openedOn: day },
  })
  return fund.id
}

export interface NewMovement {
  kind: 'opening' | 'income' | 'spending'
  source: string
  use?: string
  fen: number
  vouchers?: number
}

export async function recordMovement(
  village: CaseVillage,
  fundId: string,
  day: string,
  { kind, source, use, fen, vouchers = 1 }: NewMovement,
  as = 'clerk',
): Promise<Reply> {
  const papers = await Promise.all(Array.from({ length: vouchers }, () => village.paper()))
  return village.ask(as, day, 'POST', `/api/funds/${fundId}/movements`, {
    ...{ kind, occurredOn: day, sourceKey: source, useKey: use ?? null, amountFen: fen },
    ...{ words: '按算例记账', vouchers: papers },
  })
}

export function decideMovement(village: CaseVillage, id: string, day: string, as: string): Promise<Reply> {
  return village.ask(as, day, 'POST', `/api/funds/movements/${id}/decision`, { decision: 'approved' })
}

/** Records a movement that the town approves, who may whoever keeps the account. */
export async function bookMovement(
  village: CaseVillage,
  fundId: string,
  day: string,
  movement: NewMovement,
): Promise<void> {
  const recorded = await recordMovement(village, fundId, day, movement)
  if (recorded.code !== null) throw new Error(JSON.stringify(recorded.body))
  const url = `/api/funds/movements/${recorded.body.id}/decision`
  await village.must('town_officer', day, 'POST', url, { decision: 'approved' })
}

/** Money of a source that is left, in fen. */
export async function moneyOf(village: CaseVillage, day: string, source: string): Promise<number> {
  const listed = await village.must('clerk', day, 'GET', `/api/funds?place=${village.code}`)
  const [fund] = listed as unknown as Fields[]
  const found = (fund!.sources as Fields[]).find(({ key }) => key === source)
  return Number(found?.moneyFen)
}
