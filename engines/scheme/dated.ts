import { z } from 'zod'
import type { Words } from '../contract/route.ts'

export type Scalar = string | number | boolean

/** A value from a day on, with its source; or a silence of the source, with what we would propose. */
export type DatedEntry<V extends Scalar = Scalar> =
  | { value: V; source: string; note?: string | undefined }
  | { unset: true; source: string; note?: string | undefined; proposed?: V | undefined }

declare const datedBrand: unique symbol
export type Dated<V extends Scalar> = Record<string, DatedEntry<V>> & { readonly [datedBrand]: V }

/** How a value is written, counted and asked for. Points and yuan are written whole and counted in hundredths. */
export interface ValueMeta {
  type: 'points' | 'integer' | 'yuan' | 'percent' | 'days' | 'choice' | 'boolean' | 'text'
  /** {name} stands for the name of the nearest part that has one. */
  title: Words
  choices?: readonly { value: string; title: Words }[]
}

/** A day that exists; as a key it stands above the value that counts from then on. */
export const day = z.iso.date()

/** The zod type of a dated value: `{ 2019-01-01: { value: 14, source: G-20 } }` or `{ …: { unset: true, source, proposed } }`. */
export function dated<V extends z.ZodType<Scalar>>(value: V): z.ZodType<Dated<z.output<V>>> {
  const entry = z.union([
    z.strictObject({ value, source: z.string().min(1), note: z.string().optional() }),
    z.strictObject({
      unset: z.literal(true),
      source: z.string().min(1),
      note: z.string().optional(),
      proposed: value.optional(),
    }),
  ])
  return z.record(day, entry).refine((entries) => Object.keys(entries).length > 0) as unknown as z.ZodType<
    Dated<z.output<V>>
  >
}

/** A scheme with every dated value replaced by the value of one day. */
export type Resolved<T> =
  T extends Dated<infer V>
    ? [V] extends [Scalar]
      ? V
      : never
    : T extends readonly (infer Item)[]
      ? Resolved<Item>[]
      : T extends object
        ? { [Key in keyof T]: Resolved<T[Key]> }
        : T

export function isDated(node: unknown): node is Dated<Scalar> {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return false
  const keys = Object.keys(node)
  return keys.length > 0 && keys.every((key) => /^\d{4}-\d{2}-\d{2}$/.test(key))
}
