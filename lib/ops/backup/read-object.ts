import { createHash } from 'node:crypto'
import { BackupError } from './backup-error'
import { chunkName } from './chunk-writer'
import type { ObjectDump } from './manifest'
import { assertContent } from './restore-database'
import type { Vault } from './vault'

/** The bytes of an object; throws `BackupError` at the end when they are not what was backed up. */
export async function* readObject(vault: Vault, object: ObjectDump): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for (const { id } of object.pieces) {
    const piece = assertContent(vault, id, await vault.read(chunkName(id)))
    hash.update(piece)
    yield piece
  }
  if (hash.digest('hex') !== object.sha256) {
    throw new BackupError(`Object ${object.bucket}/${object.key} is not what was backed up.`)
  }
}
