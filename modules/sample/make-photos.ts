import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { FileStore } from '../../platform/files/index.ts'

export interface SamplePhoto {
  sha256: string
  thumbnailSha256: string
  bytes: number
  width: number
  height: number
}

const scenes = [
  { sky: '#cfe3ea', ground: '#8fae6b', house: '#f3efe6', roof: '#8b4a3a', sun: '#f2c14e' },
  { sky: '#dfe8f0', ground: '#a9bf8a', house: '#fbf7ee', roof: '#5d6b76', sun: '#f6dd9a' },
  { sky: '#f3dcc4', ground: '#7f9a62', house: '#efe6d6', roof: '#7c3f33', sun: '#e98c4f' },
]

/** Drawn pictures that stand for photos of courtyards: nobody's house, nobody's face. */
export async function makePhotos(files: FileStore, countyCode: string): Promise<SamplePhoto[]> {
  return Promise.all(
    scenes.map(async (scene) => {
      const drawing = Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960"><rect width="1280" height="960" fill="${scene.sky}"/>
         <circle cx="1040" cy="190" r="80" fill="${scene.sun}"/><rect y="620" width="1280" height="340" fill="${scene.ground}"/>
         <rect x="360" y="420" width="520" height="300" fill="${scene.house}"/><polygon points="320,430 620,270 920,430" fill="${scene.roof}"/>
         <rect x="560" y="540" width="110" height="180" fill="${scene.roof}"/><rect x="420" y="500" width="90" height="80" fill="#9fb8c4"/>
         <rect x="730" y="500" width="90" height="80" fill="#9fb8c4"/><rect x="140" y="640" width="24" height="160" fill="#6b4f3a"/>
         <circle cx="152" cy="590" r="90" fill="#5f8a4e"/></svg>`,
      )
      const photo = await sharp(drawing).jpeg({ quality: 80 }).toBuffer()
      const thumbnail = await sharp(drawing).resize(320).webp({ quality: 70 }).toBuffer()
      const kept = await files.put(countyCode, Readable.from([photo]), 'image/jpeg')
      const small = await files.put(countyCode, Readable.from([thumbnail]), 'image/webp')
      return {
        sha256: kept.sha256,
        thumbnailSha256: small.sha256,
        bytes: kept.bytes,
        width: 1280,
        height: 960,
      }
    }),
  )
}
