import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Act } from '../outbox/act.ts'

/** A picture as kept on the phone. Bytes, not a Blob: some phones lose stored Blobs. */
export interface KeptPhoto {
  id: string
  accountId: string
  mediaType: string
  bytes: ArrayBuffer
}

/** A read of one account, kept to be shown without a connection. */
export interface KeptRead {
  accountId: string
  /** Query key as text. */
  name: string
  data: unknown
  /** Milliseconds by the phone's clock, for showing how old the copy is. */
  at: number
}

interface PhoneSchema extends DBSchema {
  acts: { key: string; value: Act }
  photos: { key: string; value: KeptPhoto }
  reads: { key: [string, string]; value: KeptRead; indexes: { account: string } }
}

export type PhoneDatabase = IDBPDatabase<PhoneSchema>

/** Everything that this phone keeps: acts and their photos until they are sent, reads until sign-out. */
export function openPhoneDatabase(name = 'shanzhi'): Promise<PhoneDatabase> {
  return openDB<PhoneSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('acts', { keyPath: 'key' })
      database.createObjectStore('photos', { keyPath: 'id' })
      const reads = database.createObjectStore('reads', { keyPath: ['accountId', 'name'] })
      reads.createIndex('account', 'accountId')
    },
  })
}
