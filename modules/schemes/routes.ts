import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listShortNames } from '../territory/index.ts'
import { setValues } from './adapt-scheme.ts'
import * as contract from './contract.ts'
import { changeText, copyScheme, releaseScheme } from './copy-scheme.ts'
import { describeDocument, describeRow } from './describe-scheme.ts'
import { endScheme } from './end-scheme.ts'
import { type FoundScheme, findScheme, listFound } from './find-scheme.ts'
import { importScheme } from './import-scheme.ts'
import { putInForce } from './put-in-force.ts'
import { readDifferences, runCasesOf } from './read-schemes.ts'
import { type Adoption, findAdoption, listAdoptions } from './store.ts'
import { getVersionContent, listVersions } from './store-versions.ts'

export async function schemeRoutes(app: FastifyInstance): Promise<void> {
  const library = app.shanzhi.schemes

  mountRoute(app, contract.listSchemes, async (act, { query }) => {
    const adoptions = query.place ? await listAdoptions(act.tx, query.place) : []
    const on = chinaDateOf(act.now)
    return (await listFound(act.tx, library, query.place)).map((scheme) =>
      describeRow(
        library,
        scheme,
        adoptions.find((adoption) => adoption.schemeId === scheme.id && adoption.state !== 'ended'),
        on,
      ),
    )
  })

  mountRoute(app, contract.getScheme, async (act, { params, query }) =>
    answer(act, query.place, params.schemeId, query.on),
  )

  mountRoute(app, contract.setSchemeValues, async (act, { params, body }) => {
    await setValues(act, library, params.schemeId, body)
    return answer(act, body.placeCode, params.schemeId)
  })

  mountRoute(app, contract.putInForce, async (act, { params, body }) => {
    await putInForce(act, library, params.schemeId, body)
    return answer(act, body.placeCode, params.schemeId)
  })

  mountRoute(app, contract.endScheme, async (act, { params, body }) => {
    await endScheme(act, params.schemeId, body)
    return answer(act, body.placeCode, params.schemeId)
  })

  mountRoute(app, contract.copyScheme, async (act, { params, body }) => {
    const copy = await copyScheme(act, library, params.schemeId, body)
    return answer(act, body.placeCode, copy.schemeId)
  })

  mountRoute(app, contract.changeText, async (act, { params, body }) => {
    await changeText(act, library, params.schemeId, body)
    return answer(act, body.placeCode, params.schemeId)
  })

  mountRoute(app, contract.releaseScheme, async (act, { params, body }) => {
    await releaseScheme(act, library, params.schemeId, body)
    return answer(act, body.placeCode, params.schemeId)
  })

  mountRoute(app, contract.importScheme, async (act, { body }) => importScheme(act, library, body))

  mountRoute(app, contract.compareSchemes, async (act, { params, query }) =>
    readDifferences(act.tx, library, params.schemeId, query),
  )

  mountRoute(app, contract.runSchemeCases, async (act, { params, query }) =>
    runCasesOf(act.tx, library, params.schemeId, query.place),
  )

  async function answer(act: Act, placeCode: string, schemeId: string, on?: string) {
    const scheme = await findScheme(act.tx, library, placeCode, schemeId)
    const adoption = await findAdoption(act.tx, placeCode, schemeId)
    return readDocument(act.tx, library, { scheme, adoption, on: on ?? chinaDateOf(act.now) })
  }
}

/** The document of a scheme: the place's own text, else the version that it adopted, else the library's. */
async function readDocument(
  tx: Tx,
  library: SchemeLibrary,
  read: { scheme: FoundScheme; adoption: Adoption | undefined; on: string },
): Promise<z.input<typeof contract.schemeDocument>> {
  const { scheme, adoption, on } = read
  const names = adoption ? await listShortNames(tx, [adoption.placeCode]) : new Map<string, string>()
  const content =
    adoption && !scheme.copy
      ? await getVersionContent(tx, adoption.schemeId, adoption.version)
      : scheme.content
  const here = adoption && { ...adoption, placeName: names.get(adoption.placeCode) ?? adoption.placeCode }
  const versions = await listVersions(tx, scheme.id)
  return describeDocument(library, { scheme, content, adoption: here, versions }, on)
}
