import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { runCases } from '../../platform/schemes/run-cases.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listShortNames } from '../territory/index.ts'
import { getScheme, putInForce, setValues } from './adapt-scheme.ts'
import * as contract from './contract.ts'
import { describeDocument, describeRow } from './describe-scheme.ts'
import { type Adoption, findAdoption, getVersionContent, listAdoptions } from './store.ts'

export async function schemeRoutes(app: FastifyInstance): Promise<void> {
  const library = app.shanzhi.schemes

  mountRoute(app, contract.listSchemes, async (act, { query }) => {
    const adoptions = query.place ? await listAdoptions(act.tx, query.place) : []
    const on = chinaDateOf(act.now)
    return library.schemes
      .filter((scheme) => scheme.id !== 'national')
      .map((scheme) =>
        describeRow(
          library,
          scheme,
          adoptions.find((adoption) => adoption.schemeId === scheme.id && adoption.state !== 'ended'),
          on,
        ),
      )
  })

  mountRoute(app, contract.getScheme, async (act, { params, query }) => {
    const adoption = await findAdoption(act.tx, query.place, params.schemeId)
    return readDocument(act.tx, library, params.schemeId, adoption, query.on ?? chinaDateOf(act.now))
  })

  mountRoute(app, contract.setSchemeValues, async (act, { params, body }) => {
    const adoption = await setValues(act, library, params.schemeId, body)
    return readDocument(act.tx, library, params.schemeId, adoption, chinaDateOf(act.now))
  })

  mountRoute(app, contract.putInForce, async (act, { params, body }) => {
    const adoption = await putInForce(act, library, params.schemeId, body)
    return readDocument(act.tx, library, params.schemeId, adoption, chinaDateOf(act.now))
  })

  mountRoute(app, contract.runSchemeCases, async (_act, { params }) => {
    const scheme = getScheme(library, params.schemeId)
    const cases = runCases(scheme.cases, scheme.content, library.sections, library.norms)
    const passed = cases.filter((one) => one.passed).length
    return { passed, failed: cases.length - passed, cases }
  })
}

/** The document of a scheme: the version that the place adopted, or the library's when it has not. */
async function readDocument(
  tx: Tx,
  library: SchemeLibrary,
  schemeId: string,
  adoption: Adoption | undefined,
  on: string,
): Promise<z.input<typeof contract.schemeDocument>> {
  const scheme = getScheme(library, schemeId)
  if (!adoption) return describeDocument(library, scheme, scheme.content, undefined, on)
  const names = await listShortNames(tx, [adoption.placeCode])
  const content = await getVersionContent(tx, schemeId, adoption.version)
  const placeName = names.get(adoption.placeCode) ?? adoption.placeCode
  return describeDocument(library, scheme, content, { ...adoption, placeName }, on)
}
