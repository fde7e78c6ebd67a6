export { registerAreaUse } from './area-use.ts'
export { defaultSystems, padNumber } from './decide-area.ts'
export { importDivisionWorkbook } from './division-sheet.ts'
export { territoryErrors } from './errors.ts'
export { importDivisions } from './import-divisions.ts'
export { importOfficial, recordImport } from './import-official.ts'
export { officialDivisions } from './official-list.ts'
export { territoryActions } from './permissions.ts'
export { sendWorkbook } from './send-workbook.ts'
export { spellName, spellSearch } from './spell-name.ts'
export { type DivisionRow, findDivisionRow, listShortNames } from './store.ts'
export {
  type AreaRow,
  findAreaRow,
  groupAreas,
  insertAreas,
  listAreaRows,
  listAreaRowsByIds,
  type NewArea,
} from './store-areas.ts'
