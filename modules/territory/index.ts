export { type AreaUse, registerAreaUse } from './area-use.ts'
export { type AreaKind, areaKindNames, type Datum, type Shape } from './contract.ts'
export { defaultSystems, padNumber } from './decide-area.ts'
export { decideShortName } from './decide-short-name.ts'
export { importDivisionWorkbook } from './division-sheet.ts'
export { territoryErrors } from './errors.ts'
export { getDivisionRow } from './find-divisions.ts'
export { type DivisionImport, importDivisions } from './import-divisions.ts'
export { importOfficial, recordImport } from './import-official.ts'
export { type DivisionList, officialDivisions, officialEdition } from './official-list.ts'
export { territoryActions } from './permissions.ts'
export { type ReceivedFile, receiveFile } from './receive-file.ts'
export { sendWorkbook } from './send-workbook.ts'
export { type Spelling, spellName, spellSearch } from './spell-name.ts'
export { type DivisionRow, findDivisionRow, listShortNames } from './store.ts'
export {
  type AreaRow,
  findAreaRow,
  insertAreas,
  listAreaRows,
  listAreaRowsByIds,
  lockAreaRow,
  type NewArea,
} from './store-areas.ts'
