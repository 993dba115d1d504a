import type { DiagramId } from '@/lib/core/ids'
import type { DocumentStore, FlushBatch, FlushOutcome, OpenResult } from '@/lib/features/documents/document-store'

interface Row {
  clock: number
  json: string | null
}

/** What happens to the next flush: it works, fails before or after it is written, or is never heard of again. */
export type FlushFate = 'works' | 'fails' | 'works unheard' | 'hangs'

/** One document with the semantics of the real store, and misfortunes to order. */
export class MemoryDocumentStore implements DocumentStore {
  readonly rows = new Map<string, Row>()
  chooseFate: () => FlushFate = () => 'works'
  private fence = 0
  private documentClock = 0
  private tombstonesFrom = 0
  private schemaJson: string | null = null

  async open(diagramId: DiagramId, holder: string): Promise<OpenResult> {
    const lease = { diagramId, holder, fence: ++this.fence }
    const rows = [...this.rows]
    return {
      status: 'opened',
      lease,
      document: {
        documentClock: this.documentClock,
        schema: this.schemaJson === null ? null : JSON.parse(this.schemaJson),
        tombstonesFrom: this.tombstonesFrom,
        previewClock: null,
        records: rows.flatMap(([, { clock, json }]) =>
          json === null ? [] : [{ clock, sizeBytes: json.length, state: JSON.parse(json) }],
        ),
        tombstones: Object.fromEntries(rows.flatMap(([id, { clock, json }]) => (json === null ? [[id, clock]] : []))),
      },
    }
  }

  async flush(batch: FlushBatch): Promise<FlushOutcome> {
    const fate = this.chooseFate()
    if (fate === 'hangs') return new Promise(() => {})
    if (fate === 'fails') throw new Error('the database is down')
    const outcome = this.write(batch)
    if (fate === 'works unheard') throw new Error('the connection broke')
    return outcome
  }

  async renew(): Promise<ReadonlySet<DiagramId>> {
    return new Set()
  }

  async release(): Promise<void> {}

  async savePreview(): Promise<void> {}

  private write(batch: FlushBatch): FlushOutcome {
    if (batch.lease.fence !== this.fence || batch.documentClock < this.documentClock) return 'fenced'
    const { forgetTombstonesThrough: forget } = batch
    for (const [id, row] of this.rows)
      if (row.json === null && forget !== null && row.clock <= forget) this.rows.delete(id)
    for (const { id, clock, json } of batch.puts) this.rows.set(id, { clock, json })
    for (const { id, clock } of batch.deletes) this.rows.set(id, { clock, json: null })
    this.documentClock = batch.documentClock
    this.tombstonesFrom = forget ?? this.tombstonesFrom
    this.schemaJson = batch.schemaJson ?? this.schemaJson
    return 'written'
  }
}
