import { z } from 'zod'

/** Uploads are multipart (field `file`, fields `purpose`, `placeCode`, optional `householdId`): no JSON route. */
export const uploadPath = '/api/files'
export const filePath = (fileId: string, thumbnail = false) =>
  `/api/files/${fileId}${thumbnail ? '/thumbnail' : ''}`

export const storedFile = z.object({
  id: z.uuid(),
  mediaType: z.string(),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
})
