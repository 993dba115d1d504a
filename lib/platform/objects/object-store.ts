/** What is kept apart, so that each can have its own lifetime and its own place. */
export const buckets = ['diagrams', 'uploads', 'exports'] as const

export type Bucket = (typeof buckets)[number]

export interface ObjectHead {
  sizeBytes: number
  /** When it was put, by the clock of the store. */
  modifiedAt: Date
}

export interface ObjectEntry extends ObjectHead {
  key: string
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number
  end: number
}

/** What is put: whole, or piece by piece. A source that throws leaves nothing behind, and `put` throws the same. */
export type ObjectBody = Uint8Array | AsyncIterable<Uint8Array>

/**
 * Where large things live. Keys are letters, digits, `.`, `_` and `-` in parts separated by `/`, no part starting with a
 * dot; any other key is a fault of the caller and throws. No key may be the folder of another. An object is there whole or
 * not at all, and stays once `put` has resolved. Writing a key again replaces its object. Every call throws
 * `ObjectStoreUnavailable` when the store does not do its work.
 */
export interface ObjectStore {
  /** Makes sure that the buckets are there, and clears what a crash left half-written. May be called again at any time. */
  prepare(): Promise<void>
  put(bucket: Bucket, key: string, body: ObjectBody): Promise<void>
  /** The bytes, or null when there is no such object. A range beyond the object's end stops at its end. */
  get(bucket: Bucket, key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>
  /** Null when there is no such object. A probe asks also while the store is given up, and is what ends that. */
  head(bucket: Bucket, key: string, options?: { probe?: boolean }): Promise<ObjectHead | null>
  /** Deleting what is not there is fine. */
  delete(bucket: Bucket, key: string): Promise<void>
  /** Everything in the bucket whose key starts with the prefix, in no order that could be relied on. */
  list(bucket: Bucket, prefix?: string): AsyncIterable<ObjectEntry>
  /** An address that serves the object without us for that long; null where only we can serve it. */
  findSignedUrl(bucket: Bucket, key: string, options: SignedUrlOptions): Promise<string | null>
}

export interface SignedUrlOptions {
  expiresInSeconds: number
  /** Sent along by the store as they are. */
  contentType?: string
  contentDisposition?: string
}

const keyPattern = /^[0-9A-Za-z_-][0-9A-Za-z._-]*(\/[0-9A-Za-z_-][0-9A-Za-z._-]*)*$/
const maxKeyLength = 512

/** Throws for a key that could lead out of its bucket or that some driver could not keep. */
export function assertObjectKey(key: string): void {
  if (key.length > maxKeyLength || !keyPattern.test(key)) throw new Error(`not an object key: ${JSON.stringify(key)}`)
}
