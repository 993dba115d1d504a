import type { DocumentStore, FlushBatch, FlushOutcome } from '@/lib/features/documents/document-store'
import { postgresDocumentStore } from '@/lib/features/documents/postgres-document-store'

/** The real store, with a hand on its flushes. */
export class GatedStore implements DocumentStore {
  /** Runs instead of a flush; calls `flush` itself when it wants it to happen. */
  around: ((flush: () => Promise<FlushOutcome>, batch: FlushBatch) => Promise<FlushOutcome>) | null = null
  readonly flushed: FlushBatch[] = []
  /** A flush has come to the closed gate. */
  isWaiting = false
  readonly savePreview = postgresDocumentStore.savePreview
  readonly open = postgresDocumentStore.open
  readonly renew = postgresDocumentStore.renew
  readonly release = postgresDocumentStore.release

  async flush(batch: FlushBatch): Promise<FlushOutcome> {
    const flush = () => postgresDocumentStore.flush(batch)
    const outcome = await (this.around ? this.around(flush, batch) : flush())
    this.flushed.push(batch)
    return outcome
  }

  /** Flushes wait until the returned function is called. */
  close(): () => void {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    this.isWaiting = false
    this.around = (flush) => {
      this.isWaiting = true
      return gate.then(flush)
    }
    return () => {
      this.around = null
      open()
    }
  }
}
