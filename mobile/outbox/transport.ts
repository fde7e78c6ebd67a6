import { uploadPath } from '../../modules/files/contract.ts'
import { getClaim } from '../../modules/points/contract.ts'
import { callServer, NoConnection, ServerRefusal, sendToServer } from '../shell/call-server.ts'
import type { Act } from './act.ts'
import type { Outcome, Transport } from './run-outbox.ts'

type Refused = Exclude<Outcome, { kind: 'accepted' }>
type StoredFile = { id: string }

/** Sends acts to the server and sorts its answers by what the phone has to do next. */
export const serverTransport: Transport = {
  async upload(act, photo) {
    const form = new FormData()
    form.set('purpose', act.photos.find((one) => one.id === photo.id)?.goesTo ?? 'evidence')
    form.set('placeCode', act.placeCode)
    form.set('householdId', act.householdId)
    form.set('file', new Blob([photo.bytes], { type: photo.mediaType }), fileName(photo.mediaType))
    try {
      const stored = (await sendToServer('POST', uploadPath, form, { key: photo.id })) as StoredFile
      return { fileId: stored.id }
    } catch (error) {
      return sort(error)
    }
  },
  async send(act, body) {
    try {
      await sendToServer(act.request.method, act.request.path, JSON.stringify(body), { key: act.key })
      return { kind: 'accepted' }
    } catch (error) {
      const outcome = sort(error)
      if (outcome.kind !== 'conflict') return outcome
      // A first declaration has no earlier record to clash with: two sends only met on their way.
      if (act.base === null) return { kind: 'later', answered: true, waitMs: null }
      return { ...outcome, theirs: await findTheirs(act) }
    }
  },
}

const fileName = (mediaType: string) => (mediaType === 'image/png' ? 'signature.png' : 'photo.jpg')

function sort(error: unknown): Refused {
  if (error instanceof NoConnection) return { kind: 'later', answered: false, waitMs: null }
  if (!(error instanceof ServerRefusal)) throw error
  const { status, code, message, retryAfterSeconds } = error
  if (status === 401) return { kind: 'sign_in' }
  if (status === 408 || status === 429 || status === 503)
    return {
      kind: 'later',
      answered: true,
      waitMs: retryAfterSeconds === null ? null : retryAfterSeconds * 1000,
    }
  // After a failure of the server nobody can say what was done; the key makes asking again safe.
  if (status >= 500) return { kind: 'later', answered: false, waitMs: null }
  if (code === 'request.stale') return { kind: 'conflict', refusal: { code, message }, theirs: null }
  return { kind: 'refused', refusal: { code, message } }
}

/** The claim as it stands now, to be shown beside what this phone knew and wanted. */
async function findTheirs(act: Act): Promise<unknown> {
  const claimId = /\/claims\/([^/]+)/.exec(act.request.path)?.[1]
  if (!claimId) return null
  return callServer(getClaim, { params: { claimId } }).catch(() => null)
}
