import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { placeCode } from '../../engines/contract/fields.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type AcceptedUpload, acceptUpload, defaultUploadPolicy } from '../../platform/files/accept-upload.ts'
import { fileKey } from '../../platform/files/file-key.ts'
import { keepUpload } from '../../platform/files/keep-upload.ts'
import type { Act } from '../../platform/http/context.ts'
import { inTransaction, requireActor, requireKey } from '../../platform/http/mount-route.ts'
import { receiveUpload } from '../../platform/http/receive-upload.ts'
import { InputFault } from '../../platform/http/validate-input.ts'
import { storedFile, uploadPath } from './contract.ts'
import { type FileRow, findFile, insertFile } from './store.ts'

const fields = z.object({
  purpose: z.enum(['evidence', 'signature', 'minutes', 'document', 'procedure']),
  placeCode,
  householdId: z.uuid().optional(),
})

/**
 * Tells the place of a record that holds the file and that the actor may see; undefined when there is none. A file
 * that was uploaded for many households at once belongs to none of them, and is shown with the record.
 */
export type FileHolder = (act: Act, fileId: string) => Promise<string | undefined>

export async function fileRoutes(app: FastifyInstance, holders: readonly FileHolder[]): Promise<void> {
  app.post(
    uploadPath,
    {
      schema: {
        summary: '上传照片或文件 · Upload a photo or file (multipart: file, purpose, placeCode, householdId)',
        consumes: ['multipart/form-data'],
        tags: ['files'],
        response: { 200: storedFile },
      },
    },
    upload,
  )
  for (const thumbnail of [false, true]) {
    app.get(
      `/api/files/:fileId${thumbnail ? '/thumbnail' : ''}`,
      {
        schema: {
          summary: thumbnail ? '缩略图 · Thumbnail' : '文件内容 · The file itself',
          tags: ['files'],
          params: z.object({ fileId: z.uuid() }),
        },
      },
      (request, reply) => send(request, reply, { thumbnail, holders }),
    )
  }
}

/**
 * The id follows from account and idempotency key: the same upload sent ten times is one file, and another one
 * under a used key is refused.
 */
async function upload(this: FastifyInstance, request: FastifyRequest): Promise<z.output<typeof storedFile>> {
  const actor = await requireActor(this, request, 'files.upload')
  const id = idOf(actor, requireKey(request))
  const received = await receiveUpload(request)
  const accepted = await acceptUpload(received.stream, defaultUploadPolicy)
  const checked = await checkUpload(this, request, { actor, id, accepted, given: received.fields() }).catch(
    async (error: unknown) => {
      await accepted.discard()
      throw error
    },
  )
  if ('known' in checked) return checked.known
  const { placeCode, householdId = null, purpose } = checked.fields
  const kept = await keepUpload(this.shanzhi.files, placeCode.slice(0, 6), accepted)
  const file: FileRow = {
    id,
    placeCode,
    householdId,
    sha256: kept.sha256,
    thumbnailSha256: kept.thumbnailKey?.slice(-64) ?? null,
    mediaType: kept.mime,
    bytes: kept.bytes,
    width: kept.widthPixels ?? null,
    height: kept.heightPixels ?? null,
    purpose,
  }
  return inTransaction(this, actor, request, async (act) => {
    const row = { ...file, accountId: actor.accountId, position: null, at: act.now }
    if (!(await insertFile(act.tx, row)))
      return sameFile(await findFile(act.tx, placeCode.slice(0, 6), id), file)
    act.record({
      placeCode,
      householdId,
      action: 'files.upload',
      subjectKind: 'file',
      subjectId: id,
      detail: { purpose, bytes: kept.bytes, mediaType: kept.mime },
    })
    return show(file)
  })
}

/** Refuses wrong fields and places; gives the file that an earlier sending of the same upload left. */
async function checkUpload(
  app: FastifyInstance,
  request: FastifyRequest,
  upload: { actor: Actor; id: string; accepted: AcceptedUpload; given: Record<string, unknown> },
): Promise<{ fields: z.output<typeof fields> } | { known: z.output<typeof storedFile> }> {
  const { actor, id, accepted } = upload
  const given = fields.safeParse(upload.given, { reportInput: true })
  if (!given.success) throw new InputFault(given.error.issues, 'fields')
  const { placeCode } = given.data
  if (!mayUploadTo(actor, placeCode)) throw new Refusal('files.place', {}, 'fields.placeCode')
  const known = await inTransaction(app, actor, request, (act) => findFile(act.tx, placeCode.slice(0, 6), id))
  if (!known) return { fields: given.data }
  const reply = sameFile(known, { placeCode, sha256: accepted.file.sha256 })
  await accepted.discard()
  return { known: reply }
}

function sameFile(
  known: FileRow | undefined,
  sent: Pick<FileRow, 'placeCode' | 'sha256'>,
): z.output<typeof storedFile> {
  if (known?.placeCode !== sent.placeCode || known.sha256 !== sent.sha256)
    throw new Refusal('request.key_reused')
  return show(known)
}

const show = ({ id, mediaType, bytes, width, height }: FileRow) => ({ id, mediaType, bytes, width, height })

function mayUploadTo(actor: Actor, placeCode: string): boolean {
  return actor.placeCode === placeCode || actor.grants.some((grant) => placeCode.startsWith(grant.scope))
}

function idOf(actor: Actor, key: string): string {
  const hash = createHash('sha256').update(`${actor.accountId} ${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { thumbnail, holders }: { thumbnail: boolean; holders: readonly FileHolder[] },
): Promise<FastifyReply> {
  const app = request.server
  const actor = await requireActor(app, request, 'signed-in')
  const { fileId } = request.params as { fileId: string }
  const file = await inTransaction(app, actor, request, (act) => findShown(act, fileId, holders))
  if (!file) throw new Refusal('record.not_found')
  const small = thumbnail && file.thumbnailSha256 !== null
  const opened = await app.shanzhi.files.get(
    fileKey(file.placeCode.slice(0, 6), small ? file.thumbnailSha256! : file.sha256),
  )
  return reply
    .type(small ? 'image/webp' : file.mediaType)
    .header('content-length', opened.bytes)
    .header('cache-control', 'private, max-age=86400, immutable')
    .header('content-disposition', file.mediaType === 'application/pdf' ? 'attachment' : 'inline')
    .header('x-content-type-options', 'nosniff')
    .send(opened.stream)
}

/** The file as the actor's own to see, or through a record that shows it. */
async function findShown(
  act: Act,
  fileId: string,
  holders: readonly FileHolder[],
): Promise<FileRow | undefined> {
  const find = () => findFile(act.tx, act.actor.countyCode, fileId)
  const own = await find()
  if (own) return own
  for (const holder of holders) {
    const place = await holder(act, fileId)
    if (place) return act.inPlace(place, find)
  }
  return undefined
}
