import { PassThrough, type Writable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Sends a workbook while it is written, so that its size never lies in memory. */
export function sendWorkbook(
  reply: FastifyReply,
  fileName: string,
  write: (output: Writable) => Promise<void>,
): FastifyReply {
  const output = new PassThrough()
  write(output).catch((error: unknown) => {
    reply.request.log.error({ err: error }, 'a workbook broke off')
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('cache-control', 'no-store')
    .send(output)
}
