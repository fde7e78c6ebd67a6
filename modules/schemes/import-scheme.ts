import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteReplyInput } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import type { Act } from '../../platform/http/context.ts'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { shapeFault } from '../../platform/schemes/scheme-fault.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import type { importScheme as importRoute } from './contract.ts'
import { findCopy, insertCopy, updateCopy } from './store-copies.ts'

type Reply = RouteReplyInput<typeof importRoute>

/**
 * Takes a scheme.yaml as a place's own text, after the same whole check as everywhere: all faults at once, each
 * with its line. A file with faults of form is not kept; one against the law may be worked on, and cannot go
 * into force. Its id must be of the place, so that it is nobody else's.
 */
export async function importScheme(
  act: Act,
  library: SchemeLibrary,
  body: { placeCode: string; text: string; tryOnly: boolean },
): Promise<Reply> {
  const { placeCode } = body
  act.authorise('schemes.adapt', { placeCode })
  const { content, problems, hash, place } = readScheme(body.text, library.sections)
  if (!content) return { ...nothing, problems: problems.map(withLine) }
  const today = chinaDateOf(act.now)
  const found = [
    ...problems,
    ...strangers(content, placeCode).map(place),
    ...guardScheme(content, library.norms, library.sections, today).map(place),
  ]
  const copy = await findCopy(act.tx, placeCode, content.id)
  const seen = {
    name: content.name,
    hash,
    problems: found.map(withLine),
    replacesText: copy !== undefined,
  }
  const faulty = found.some((problem) => problem.severity === 'error' && problem.kind !== 'law')
  if (faulty || body.tryOnly) return { ...seen, schemeId: null }
  const text = { content, changedAt: act.now }
  const id = copy?.id ?? makeId()
  const kept = copy
    ? await updateCopy(act.tx, { ...copy, ...text })
    : await insertCopy(act.tx, {
        ...{ id, placeCode, schemeId: content.id, revision: 1 },
        ...{ sourceId: null, sourceVersion: null, ...text },
      })
  if (!kept) throw new Refusal('request.stale')
  act.record({
    placeCode,
    action: 'schemes.adapt',
    subjectKind: 'scheme_copy',
    subjectId: id,
    detail: { scheme: content.id, imported: hash },
  })
  return { ...seen, schemeId: content.id }
}

const nothing: Reply = { schemeId: null, name: null, hash: null, problems: [], replacesText: false }

const withLine = (problem: SchemeProblem) => ({ ...problem, line: problem.line ?? null })

/** A file of another place cannot be taken as one's own as it is. */
function strangers(content: { id: string; place: { code: string } }, placeCode: string): SchemeProblem[] {
  const ending = `-${placeCode}`
  const slug = content.id.endsWith(ending) ? content.id.slice(0, -ending.length) : content.id
  const wanted = `${slug}${ending}`
  return [
    ...(content.id === wanted && slug.length >= 3
      ? []
      : [
          shapeFault(
            'id',
            [`id 写的是 ${content.id}，不是这个地方的。`, `The id ${content.id} is not of this place.`],
            [`改为 ${wanted}。`, `Write ${wanted}.`],
          ),
        ]),
    ...(content.place.code === placeCode
      ? []
      : [
          shapeFault(
            'place.code',
            [
              `place 写的是 ${content.place.code}，不是这个地方的代码。`,
              `The place ${content.place.code} is another one.`,
            ],
            [`改为 '${placeCode}'。`, `Write '${placeCode}'.`],
          ),
        ]),
  ]
}
