import { hourMs } from '@/lib/core/time'
import type { BackupStore } from './backup-store'
import type { Chunk } from './manifest'
import type { Vault } from './vault'

const folder = 'chunks/'
/** How many are on their way to the store while the next are read. */
const mostAtOnce = 4
/** Chunks that no backup names are kept for so long, since one that is being made may have written them. */
export const unnamedForMs = 24 * hourMs
/** Well before they could be removed; a backup that was broken off goes on from them. */
const reusableForMs = unnamedForMs / 2

export const chunkName = (id: string): string => `${folder}${id.slice(0, 2)}/${id}`

export interface StoredChunk {
  id: string
  sizeBytes: number
  modifiedAt: Date
}

export async function* listStoredChunks(store: BackupStore): AsyncGenerator<StoredChunk> {
  for await (const { name, ...file } of store.list(folder)) yield { id: name.slice(name.lastIndexOf('/') + 1), ...file }
}

/** Ids of chunks that need not be written: there, and safe from being removed while this backup is made. */
export async function listReusable(
  store: BackupStore,
  { named, now }: { named: ReadonlySet<string>; now: number },
): Promise<Set<string>> {
  const reusable = new Set<string>()
  for await (const { id, modifiedAt } of listStoredChunks(store)) {
    if (named.has(id) || now - modifiedAt.getTime() < reusableForMs) reusable.add(id)
  }
  return reusable
}

/** Stores each content once, a few at a time. */
export class ChunkWriter {
  /** What this backup has added to the store. */
  addedBytes = 0
  addedChunks = 0
  private readonly writing = new Set<Promise<void>>()
  private fault: { error: unknown } | null = null

  constructor(
    private readonly vault: Vault,
    private readonly there: Set<string>,
  ) {}

  /** Resolves when the content is stored or on its way. */
  async write(content: Uint8Array): Promise<Chunk> {
    const id = this.vault.computeId(content)
    if (!this.there.has(id)) {
      this.there.add(id)
      while (this.writing.size >= mostAtOnce) await Promise.race(this.writing)
      this.begin(id, content)
    }
    if (this.fault) throw this.fault.error
    return { id, bytes: content.length }
  }

  has(id: string): boolean {
    return this.there.has(id)
  }

  /** Resolves when everything is stored. */
  async finish(): Promise<void> {
    await Promise.all(this.writing)
    if (this.fault) throw this.fault.error
  }

  private begin(id: string, content: Uint8Array): void {
    const work = this.vault
      .write(chunkName(id), content)
      .then((bytes) => {
        this.addedBytes += bytes
        this.addedChunks++
      })
      .catch((error) => {
        this.fault ??= { error }
      })
      .finally(() => this.writing.delete(work))
    this.writing.add(work)
  }
}
