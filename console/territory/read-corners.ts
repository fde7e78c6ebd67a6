export interface CornerFault {
  line: number
  text: string
  kind: 'unread' | 'swapped'
}

/**
 * Corners typed or pasted as a list, one in a line: longitude, then latitude, in degrees; a height is left out. The
 * first corner repeated at the end counts once.
 */
export function readCorners(text: string): { corners: number[][]; faults: CornerFault[] } {
  const corners: number[][] = []
  const faults: CornerFault[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFKC').trim()
    if (line === '') continue
    const numbers = line.split(/[\s,;、]+/).filter((part) => part !== '')
    const [longitude, latitude] = numbers.map(Number)
    const told = { line: index + 1, text: raw.trim() }
    if (numbers.length < 2 || numbers.length > 3 || !Number.isFinite(longitude) || !Number.isFinite(latitude))
      faults.push({ ...told, kind: 'unread' })
    // China lies between 73° and 136° east and between 3° and 54° north: the two cannot be taken for each other.
    else if (longitude! < 60 && latitude! > 60) faults.push({ ...told, kind: 'swapped' })
    else corners.push([longitude!, latitude!])
  }
  const [first, last] = [corners[0], corners.at(-1)]
  if (corners.length > 3 && first![0] === last![0] && first![1] === last![1]) corners.pop()
  return { corners, faults }
}

export const writeCorners = (corners: readonly (readonly number[])[]) =>
  corners.map(([longitude, latitude]) => `${longitude}, ${latitude}`).join('\n')
