import type { Tx } from '../../platform/database/connect.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { listAreaRowsByIds } from '../territory/index.ts'
import { tagWords } from './decide-tags.ts'
import type { RollRow } from './roll-sheet.ts'
import { type HouseholdFilters, listHouseholdRows } from './store.ts'
import { listExportRows } from './store-roll.ts'

const pageHouseholds = 500

/**
 * The roll as rows of its own workbook, read page by page, so that the file can be mended and imported again. With
 * `whole` identity numbers and phones stand in full; else they are masked, and a masked file only informs.
 */
export async function* exportRoll(
  tx: Tx,
  secrets: Secrets,
  filters: HouseholdFilters,
  options: { whole: boolean },
): AsyncGenerator<RollRow> {
  const groups = new Map<string, string>()
  const page: Page = { page: 1, pageSize: pageHouseholds, whole: { state: 'new' } }
  for (;;) {
    const { rows } = await listHouseholdRows(tx, filters, {
      sort: 'number',
      descending: false,
      groupOrder: [],
      page,
    })
    const unknown = rows.flatMap((row) => (row.groupId && !groups.has(row.groupId) ? row.groupId : []))
    for (const area of await listAreaRowsByIds(tx, filters.county, [...new Set(unknown)]))
      groups.set(area.id, area.name)
    const people = await listExportRows(
      tx,
      filters.county,
      rows.map((row) => row.id),
    )
    for (const row of people) {
      const reveal = (cipher: Buffer | null, masked: string | null) =>
        (options.whole ? (cipher === null ? undefined : secrets.decrypt(cipher)) : masked) ?? undefined
      yield {
        number: row.number,
        name: row.name,
        relation: row.relation,
        sex: row.sex,
        birthDate: row.birthDate ?? undefined,
        identity: reveal(row.identityCipher, row.identityMasked),
        phone: reveal(row.phoneCipher, row.phoneMasked),
        registration: row.registration,
        presence: row.presence,
        partyMember: row.partyMember,
        group: row.groupId === null ? undefined : groups.get(row.groupId),
        address: row.address === '' ? undefined : row.address,
        standing: row.standing,
        guardian: row.guardianName ?? undefined,
        tags:
          row.tags
            .filter((tag) => filters.tagsShown === null || filters.tagsShown.includes(tag))
            .map((tag) => tagWords(tag).zh)
            .join('、') || undefined,
        place: row.placeCode,
      }
    }
    if (rows.length < pageHouseholds) return
  }
}
