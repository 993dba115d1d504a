import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a small secret file whole or not at all, readable by its owner only, and on disk when this returns. */
export function writeSecretFile(path: string, content: string): void {
  const partial = `${path}.new`
  const descriptor = openSync(partial, 'w', 0o600)
  writeFileSync(descriptor, content)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(partial, path)
  syncFolder(dirname(path))
}

/** Makes a rename or a new file in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
