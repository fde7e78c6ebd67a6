import { makeKey } from '../shell/make-key.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'

/** Long edge in pixels and size in bytes that a picture of evidence needs; a village line is slow. */
const edgeMax = 1600
const bytesGoal = 400_000

/** Makes a picture small on the phone itself; drawing it anew also leaves position and camera data behind. */
export async function compressPhoto(file: Blob, accountId: string): Promise<KeptPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  let scale = Math.min(1, edgeMax / Math.max(picture.width, picture.height))
  let blob: Blob | null = null
  for (const quality of [0.82, 0.7, 0.58, 0.5]) {
    blob = await draw(picture, scale, quality)
    if (blob.size <= bytesGoal) break
    scale *= 0.85
  }
  picture.close()
  return {
    id: makeKey(),
    accountId,
    mediaType: 'image/jpeg',
    bytes: await blob!.arrayBuffer(),
  }
}

function draw(picture: ImageBitmap, scale: number, quality: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality)
  })
}
