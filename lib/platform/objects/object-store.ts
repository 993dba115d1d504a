/** What is kept apart, so that each can have its own lifetime and its own place. */
export type Bucket = 'diagrams' | 'uploads' | 'exports'

export interface ObjectHead {
  sizeBytes: number
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Where large things live. Keys are letters, digits, `.`, `_` and `-` in parts separated by `/`, no part starting with a
 * dot; any other key is a fault of the caller and throws. An object is there whole or not at all, and stays once `put` has
 * resolved. Writing a key again replaces its object.
 */
export interface ObjectStore {
  put(bucket: Bucket, key: string, body: Uint8Array): Promise<void>
  /** The bytes, or null when there is no such object. A range beyond the object's end stops at its end. */
  get(bucket: Bucket, key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>
  /** Null when there is no such object. */
  head(bucket: Bucket, key: string): Promise<ObjectHead | null>
  /** Deleting what is not there is fine. */
  delete(bucket: Bucket, key: string): Promise<void>
}

const keyPattern = /^[0-9A-Za-z_-][0-9A-Za-z._-]*(\/[0-9A-Za-z_-][0-9A-Za-z._-]*)*$/
const maxKeyLength = 512

/** Throws for a key that could lead out of its bucket or that some driver could not keep. */
export function assertObjectKey(key: string): void {
  if (key.length > maxKeyLength || !keyPattern.test(key)) throw new Error(`not an object key: ${JSON.stringify(key)}`)
}
