import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { acceptUpload, defaultUploadPolicy } from '../../platform/files/accept-upload.ts'
import { fileKey } from '../../platform/files/file-key.ts'
import { keepUpload } from '../../platform/files/keep-upload.ts'
import { inTransaction, requireActor } from '../../platform/http/mount-route.ts'
import { storedFile, uploadPath } from './contract.ts'
import { findFile, insertFile } from './store.ts'

const fields = z.object({
  purpose: z.enum(['evidence', 'signature', 'minutes', 'document']),
  placeCode: z.string().regex(/^[0-9]{12}$/),
  householdId: z.uuid().optional(),
})

export async function fileRoutes(app: FastifyInstance): Promise<void> {
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
      (request, reply) => send(request, reply, thumbnail),
    )
  }
}

/** The id follows from account and idempotency key: the same upload sent ten times is one file. */
async function upload(this: FastifyInstance, request: FastifyRequest): Promise<z.output<typeof storedFile>> {
  const actor = await requireActor(this, request, 'files.upload')
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 100) throw new Refusal('request.key_missing')
  if (!request.isMultipart()) throw new Refusal('request.wrong_type', { expected: 'multipart/form-data' })
  const part = await request.file()
  if (!part) throw new Refusal('files.missing')
  const accepted = await acceptUpload(part.file, defaultUploadPolicy)
  const given = fields.safeParse(
    Object.fromEntries(Object.entries(part.fields).map(([name, field]) => [name, textOf(field)])),
  )
  if (!given.success) {
    await accepted.discard()
    throw new Refusal('request.invalid', { summary: z.prettifyError(given.error) }, 'fields')
  }
  const { placeCode, householdId, purpose } = given.data
  if (!mayUploadTo(actor, placeCode)) {
    await accepted.discard()
    throw new Refusal('files.place', {}, 'fields.placeCode')
  }
  const kept = await keepUpload(this.shanzhi.files, placeCode.slice(0, 6), accepted)
  const id = idOf(actor, key)
  return inTransaction(this, actor, request, async (act) => {
    const file = {
      id,
      placeCode,
      householdId: householdId ?? null,
      sha256: kept.sha256,
      thumbnailSha256: kept.thumbnailKey?.slice(-64) ?? null,
      mediaType: kept.mime,
      bytes: kept.bytes,
      width: kept.widthPixels ?? null,
      height: kept.heightPixels ?? null,
    }
    await insertFile(act.tx, { ...file, accountId: actor.accountId, position: null, purpose, at: act.now })
    act.record({
      placeCode,
      householdId: householdId ?? null,
      action: 'files.upload',
      subjectKind: 'file',
      subjectId: id,
      detail: { purpose, bytes: kept.bytes, mediaType: kept.mime },
    })
    const { mediaType, bytes, width, height } = file
    return { id, mediaType, bytes, width, height }
  })
}

function textOf(field: unknown): unknown {
  return (field as { value?: unknown } | undefined)?.value
}

function mayUploadTo(actor: Actor, placeCode: string): boolean {
  return actor.placeCode === placeCode || actor.grants.some((grant) => placeCode.startsWith(grant.scope))
}

function idOf(actor: Actor, key: string): string {
  const hash = createHash('sha256').update(`${actor.accountId} ${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

async function send(request: FastifyRequest, reply: FastifyReply, thumbnail: boolean): Promise<FastifyReply> {
  const app = request.server
  const actor = await requireActor(app, request, 'signed-in')
  const { fileId } = request.params as { fileId: string }
  const file = await inTransaction(app, actor, request, (act) => findFile(act.tx, actor.countyCode, fileId))
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
