import { count, observe } from '../metrics/metrics'
import { noteCallOf } from '../resilience/seen-calls'
import type { Bucket, ObjectBody, ObjectStore } from './object-store'

type Operation = 'put' | 'get' | 'head' | 'delete' | 'list'
type Direction = 'in' | 'out'

/** The same store, with every call counted and timed, and the bytes that go in and out. */
export function meterObjectStore(store: ObjectStore): ObjectStore {
  return {
    prepare: () => store.prepare(),
    put: (bucket, key, body) => measure('put', () => store.put(bucket, key, countBody(bucket, body))),
    async get(bucket, key, range) {
      const stream = await measure('get', () => store.get(bucket, key, range))
      return stream ? stream.pipeThrough(countStream(bucket)) : null
    },
    head: (bucket, key, options) => measure('head', () => store.head(bucket, key, options)),
    delete: (bucket, key) => measure('delete', () => store.delete(bucket, key)),
    async *list(bucket, prefix) {
      const startedAtMs = performance.now()
      let failed = false
      try {
        yield* store.list(bucket, prefix)
      } catch (error) {
        failed = true
        throw error
      } finally {
        finish('list', { startedAtMs, failed })
      }
    },
    findSignedUrl: (bucket, key, options) => store.findSignedUrl(bucket, key, options),
  }
}

async function measure<T>(operation: Operation, call: () => Promise<T>): Promise<T> {
  noteCallOf('objects')
  const startedAtMs = performance.now()
  let failed = true
  try {
    const result = await call()
    failed = false
    return result
  } finally {
    finish(operation, { startedAtMs, failed })
  }
}

function finish(operation: Operation, { startedAtMs, failed }: { startedAtMs: number; failed: boolean }): void {
  count('diagram_service_storage_operations_total', { operation })
  observe('diagram_service_storage_operation_duration_seconds', {}, (performance.now() - startedAtMs) / 1_000)
  if (failed) count('autograph_object_store_errors_total', { operation })
}

const countBytes = (bucket: Bucket, direction: Direction, bytes: number): void =>
  count('autograph_object_store_bytes_total', { bucket, direction }, bytes)

function countBody(bucket: Bucket, body: ObjectBody): ObjectBody {
  if (!(body instanceof Uint8Array)) return countPieces(bucket, body)
  countBytes(bucket, 'in', body.byteLength)
  return body
}

async function* countPieces(bucket: Bucket, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    countBytes(bucket, 'in', piece.byteLength)
    yield piece
  }
}

const countStream = (bucket: Bucket): TransformStream<Uint8Array, Uint8Array> =>
  new TransformStream({
    transform(chunk, controller) {
      countBytes(bucket, 'out', chunk.byteLength)
      controller.enqueue(chunk)
    },
  })
