import type { ObjectBody } from './object-store'

/** What is being put failed, not the store: the caller gets its own error back, and no breaker counts it. */
export class SourceFault extends Error {
  constructor(cause: unknown) {
    super('the source of an object failed', { cause })
  }
}

interface SourceWatcher {
  onPiece?(): void
  onFault?(fault: SourceFault): void
}

/** The body in pieces; a failure of its source is told apart from one of the store. */
export async function* readSource(body: ObjectBody, watcher: SourceWatcher = {}): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) return yield body
  try {
    for await (const piece of body) {
      watcher.onPiece?.()
      yield piece
    }
  } catch (cause) {
    const fault = new SourceFault(cause)
    watcher.onFault?.(fault)
    throw fault
  }
}
