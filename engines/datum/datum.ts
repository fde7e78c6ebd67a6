/**
 * Datums of map positions. CGCS2000 is the national one and agrees with WGS 84 (GPS) within centimetres, so the
 * two count as one here. GCJ-02 is the shifted one of Chinese web maps: 100 to 700 metres off.
 */
export type Datum = 'CGCS2000' | 'GCJ-02'

/** [longitude, latitude] in degrees; a third number (height) is carried along. */
export type Position = readonly number[]

/** GeoJSON coordinates of any depth. */
export type Coordinates = Position | readonly Coordinates[]

const axis = 6_378_245
const eccentricity2 = 0.006_693_421_622_965_943
const toRadians = Math.PI / 180

/** Outside this box GCJ-02 does not shift. */
function isShifted(longitude: number, latitude: number): boolean {
  return longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271
}

/** Latitude part of the shift, in metres before scaling, by offsets from 105° E, 35° N. */
function latitudeShift(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3 +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  )
}

function longitudeShift(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3 +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  )
}

/** A position of CGCS2000 as web maps draw it. Outside China it stays as it is. */
export function toGcj02([longitude = 0, latitude = 0, ...rest]: Position): number[] {
  if (!isShifted(longitude, latitude)) return [longitude, latitude, ...rest]
  const sine = Math.sin(latitude * toRadians)
  const curve = 1 - eccentricity2 * sine * sine
  const root = Math.sqrt(curve)
  const x = longitude - 105
  const y = latitude - 35
  const north = (latitudeShift(x, y) * 180) / (((axis * (1 - eccentricity2)) / (curve * root)) * Math.PI)
  const east = (longitudeShift(x, y) * 180) / ((axis / root) * Math.cos(latitude * toRadians) * Math.PI)
  return [longitude + east, latitude + north, ...rest]
}

/** The inverse of `toGcj02`, exact to less than a millimetre: the shift is undone by iteration. */
export function fromGcj02([longitude = 0, latitude = 0, ...rest]: Position): number[] {
  if (!isShifted(longitude, latitude)) return [longitude, latitude, ...rest]
  let east = longitude
  let north = latitude
  for (let round = 0; round < 8; round += 1) {
    const [shiftedEast = 0, shiftedNorth = 0] = toGcj02([east, north])
    east += longitude - shiftedEast
    north += latitude - shiftedNorth
  }
  return [east, north, ...rest]
}

/** Converts GeoJSON coordinates of any depth from one datum to another, rounded to seven decimals (1 cm). */
export function convertCoordinates<C extends Coordinates>(coordinates: C, from: Datum, to: Datum): C {
  if (from === to) return coordinates
  return convertDeep(coordinates, from === 'GCJ-02' ? fromGcj02 : toGcj02) as C
}

function convertDeep(coordinates: Coordinates, convert: (position: Position) => number[]): Coordinates {
  if (isPosition(coordinates)) {
    return convert(coordinates).map((value, index) => (index < 2 ? Math.round(value * 1e7) / 1e7 : value))
  }
  return coordinates.map((inner) => convertDeep(inner, convert))
}

function isPosition(coordinates: Coordinates): coordinates is Position {
  return typeof coordinates[0] === 'number'
}
