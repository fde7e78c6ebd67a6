import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importDivisions, officialDivisions } from '../../modules/territory/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import {
  openSchemeLibrary,
  type SchemeLibrary,
  schemesFolder,
} from '../../platform/schemes/scheme-library.ts'
import { allTimers } from '../../server/app.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { casesText, guideSlug, schemeText } from '../guides/guide-pack.ts'
import { sweep } from '../points-acts.ts'
import { openVillageApp, type VillageApp } from '../points-app.ts'
import { openTestVillage, place, type TestVillage } from '../points-village.ts'

/** One server over one database, in which every group of cases founds villages of its own. */
export interface CaseWorld {
  village: TestVillage
  server: VillageApp
  /** Every pack of `schemes/`, and the worked example of the author’s guide. */
  library: SchemeLibrary
  /** A village’s code that nobody has had yet: of the subdistrict, or of a town proper. */
  nextPlace(kind?: 'street' | 'town'): string
  /** Runs a timer on a day, as the server does in its first hour. */
  runTimer(key: string, day: string): Promise<void>
  /** Lets PostgreSQL count its rows, as it does by itself within a minute: a year here takes less. */
  countRows(): Promise<void>
  /** Lets the server work under other schemes while something is done. */
  under<T>(library: SchemeLibrary, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const today = '2026-02-01'
/** The town in which all villages of cases lie, whatever place a scheme comes from. */
const town = place.slice(0, 9)
/** A town (镇) of the same county, where a rule tells towns from subdistricts (街道). */
const townProper = '330482101'

export async function openCaseWorld(): Promise<CaseWorld> {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  const library = await openAllPacks()
  let shown = library
  const switched: SchemeLibrary = {
    sections: library.sections,
    norms: library.norms,
    get schemes() {
      return shown.schemes
    },
    find: (id) => shown.find(id),
  }
  const village = { ...(await openTestVillage(2)), library: switched }
  for (const scope of [town, townProper])
    await village.database.transact(everywhere, (tx) =>
      importDivisions(tx, officialDivisions(scope), { scope, apply: true }),
    )
  const server = await openVillageApp(village, '2019-01-02')
  let places = 0
  return {
    village,
    server,
    library,
    nextPlace: (kind = 'street') => `${kind === 'street' ? town : townProper}${String(300 + places++)}`,
    runTimer: async (key, day) => {
      const timer = allTimers(switched).find((one) => one.key === key)
      if (!timer) throw new Error(`There is no timer ${key}`)
      await sweep(village, timer, `${day}T00:30:00+08:00`)
    },
    countRows: async () => {
      await village.database.owner.query('analyze')
    },
    under: async (other, work) => {
      shown = other
      try {
        return await work()
      } finally {
        shown = library
      }
    },
    close: async () => {
      await server.close()
      await village.close()
    },
  }
}

async function openAllPacks(): Promise<SchemeLibrary> {
  return inFolder(async (folder) => {
    await cp(schemesFolder, folder, { recursive: true })
    await mkdir(join(folder, guideSlug))
    await writeFile(join(folder, guideSlug, 'scheme.yaml'), schemeText)
    await writeFile(join(folder, guideSlug, 'cases.yaml'), casesText)
    return openSchemeLibrary(folder, schemeSections, today)
  })
}

/** A folder of schemes for as long as it is read. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-schemes-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
