import { fetchAnswer } from './api.ts'

/** How far a file has come, from 0 to 1; null while the server still writes it. */
export type DownloadProgress = (part: number | null) => void

/** Fetches a file that the server writes and hands it to the browser. Throws the ApiError of a refusal. */
export async function download(address: string, onProgress: DownloadProgress): Promise<void> {
  onProgress(null)
  const answer = await fetchAnswer(address)
  const whole = Number(answer.headers.get('content-length'))
  const pieces: BlobPart[] = []
  let come = 0
  for await (const piece of answer.body ?? []) {
    pieces.push(piece as BlobPart)
    come += piece.length
    onProgress(whole > 0 ? come / whole : null)
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(pieces, { type: answer.headers.get('content-type') ?? '' }))
  link.download = nameOf(answer.headers.get('content-disposition') ?? '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function nameOf(disposition: string): string {
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return name ? decodeURIComponent(name) : ''
}
