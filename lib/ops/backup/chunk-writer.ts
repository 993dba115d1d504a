import { hourMs } from '@/lib/core/time'
import type { BackupStore } from './backup-store'
import type { Chunk } from './manifest'
import type { Vault } from './vault'

const folder = 'chunks/'
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

/**
 * Stores each content once, one after the other while the next is read: packing several at a time would take every core of
 * a small machine from whoever draws.
 */
export class ChunkWriter {
  /** What this backup has added to the store. */
  addedBytes = 0
  addedChunks = 0
  private writing = Promise.resolve()
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
      await this.writing
      this.writing = this.store(id, content)
    }
    if (this.fault) throw this.fault.error
    return { id, bytes: content.length }
  }

  has(id: string): boolean {
    return this.there.has(id)
  }

  /** Resolves when everything is stored. */
  async finish(): Promise<void> {
    await this.writing
    if (this.fault) throw this.fault.error
  }

  private async store(id: string, content: Uint8Array): Promise<void> {
    try {
      const bytes = await this.vault.write(chunkName(id), content)
      this.addedBytes += bytes
      this.addedChunks++
    } catch (error) {
      this.fault ??= { error }
    }
  }
}
