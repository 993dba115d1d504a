/** How large a document is, in bytes of JSON, kept up to date record by record. */
export class RecordSizes {
  private readonly sizes = new Map<string, number>()
  total = 0

  constructor(records: Iterable<{ state: { id: string }; sizeBytes: number }>) {
    for (const { state, sizeBytes } of records) this.set(state.id, sizeBytes)
  }

  get(id: string): number {
    return this.sizes.get(id) ?? 0
  }

  set(id: string, sizeBytes: number): void {
    this.total += sizeBytes - this.get(id)
    this.sizes.set(id, sizeBytes)
  }

  delete(id: string): void {
    this.total -= this.get(id)
    this.sizes.delete(id)
  }
}
