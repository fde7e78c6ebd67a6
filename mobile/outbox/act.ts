import type { Words } from '../../engines/contract/route.ts'

/** saved: on this phone only · sending · sent: the server has it · refused: it said no · conflict: someone changed the record first. */
export type ActState = 'saved' | 'sending' | 'sent' | 'refused' | 'conflict'

export type ActKind = 'declare' | 'amend' | 'withdraw' | 'object' | 'take_down' | 'join'

/** A picture that goes up before the request; `fileId` is the server's name for it once it has arrived. */
export interface ActPhoto {
  id: string
  /** evidence: added to the body's `evidence`; signature: the proof in the body's `proxy`. */
  goesTo: 'evidence' | 'signature'
  fileId: string | null
}

/** The server's own words for a refusal. */
export interface ActRefusal {
  code: string
  message: string
}

/** What the phone wants the server to do, kept until the server has answered. */
export interface Act {
  /** Made on the phone; the Idempotency-Key of every try, so that many tries count once. */
  key: string
  accountId: string
  /** Order of making on this phone: no clock is asked. */
  number: number
  /** Acts of one household go in order; those of different households do not wait for each other. */
  householdId: string
  placeCode: string
  kind: ActKind
  /** What the person sees in the list: the item or list, and for whom. */
  title: Words
  forName: string
  /** By the phone's clock, for showing only. */
  madeAt: string
  request: { method: 'POST' | 'PUT'; path: string; body: Record<string, unknown> }
  photos: ActPhoto[]
  /** The record as this phone knew it when the act was made: what a conflict is explained by. */
  base: unknown
  /** The record as the server has it now, fetched when a conflict is found. */
  theirs: unknown
  state: ActState
  tries: number
  /** A try was begun and its answer is not known: the server may have it already. */
  mayHaveArrived: boolean
  /** When the first try began whose answer is not known, by the phone's clock; null while none is open. */
  unsureSince: string | null
  refusal: ActRefusal | null
}

export type NewAct = Pick<
  Act,
  | 'key'
  | 'accountId'
  | 'householdId'
  | 'placeCode'
  | 'kind'
  | 'title'
  | 'forName'
  | 'madeAt'
  | 'request'
  | 'base'
> & { photos: Omit<ActPhoto, 'fileId'>[] }

/** The body as it is sent. It depends only on what is kept, so every try of a key sends the same body. */
export function bodyOf(act: Act): Record<string, unknown> {
  const evidence = act.photos.filter((photo) => photo.goesTo === 'evidence').map((photo) => photo.fileId)
  const signature = act.photos.find((photo) => photo.goesTo === 'signature')
  const body = { ...act.request.body }
  if (evidence.length > 0) body.evidence = [...((body.evidence as string[] | undefined) ?? []), ...evidence]
  if (signature) body.proxy = { ...(body.proxy as object), signatureFileId: signature.fileId }
  return body
}
