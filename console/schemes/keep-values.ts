import type { RouteBodyInput } from '../../engines/contract/route.ts'
import { changeText, setSchemeValues } from '../../modules/schemes/contract.ts'
import { useAct } from '../shell/api.ts'
import { usePlace } from '../shell/session.tsx'
import type { SchemeDocument } from './scheme-types.ts'

type Values = RouteBodyInput<typeof setSchemeValues>['values']

/** Keeps values here: in the village's own settings, or in the text where the text is the village's own. */
export function useKeepValues(scheme: SchemeDocument, source: string, done: () => void) {
  const place = usePlace()
  const settings = useAct(setSchemeValues, done)
  const text = useAct(changeText, done)
  const params = { schemeId: scheme.id }
  const run = (values: Values) =>
    scheme.copy
      ? text.run({
          params,
          body: {
            placeCode: place.code,
            revision: scheme.copy.revision,
            edits: values.map(({ path, from, value }) => ({
              path: `${path}.${from}`,
              value: value === null ? null : { value, source },
            })),
          },
        })
      : settings.run({
          params,
          body: { placeCode: place.code, revision: scheme.adoption?.revision ?? null, values },
        })
  return { run, busy: settings.busy || text.busy, error: settings.error ?? text.error }
}
