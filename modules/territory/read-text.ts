import { Refusal } from '../../engines/refusal/refusal.ts'
import type { ReceivedUpload } from '../../platform/http/receive-upload.ts'

/** Reads a text file of bounded size whole; refuses a larger one. */
export async function readText(file: ReceivedUpload, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file.stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= bytesMax) chunks.push(chunk)
  }
  if (bytes > bytesMax || file.wasCut())
    throw new Refusal('territory.file_too_large', { limit: `${Math.floor(bytesMax / 1024 / 1024)} MB` })
  return Buffer.concat(chunks).toString('utf8')
}
