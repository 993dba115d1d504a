import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from '../start-error'

/** Below this, PostgreSQL cannot even create its cluster. */
const probeBytes = 1024 * 1024

/** The absolute path of the data directory, created and proven to be writable, or a `StartError` that says why not. */
export function openDataDir(path: string): string {
  const folder = resolve(path)
  const probe = join(folder, `.probe-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const descriptor = openSync(probe, 'w', 0o600)
    try {
      writeFileSync(descriptor, Buffer.alloc(probeBytes))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
      rmSync(probe, { force: true })
    }
  } catch (error) {
    throw new StartError(explain(folder, error), { cause: error })
  }
  return folder
}

function explain(folder: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data directory ${folder} is full; free some space, or set DATA_DIR to another disk.`
    case 'EROFS':
      return `The data directory ${folder} is on a read-only file system; set DATA_DIR to a folder that can be written.`
    case 'EACCES':
    case 'EPERM':
      return `The data directory ${folder} may not be written by this user; change its owner, or set DATA_DIR to a folder of yours.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data directory ${folder} cannot be made because a file is in its place; remove it, or set DATA_DIR to another folder.`
    default:
      return `The data directory ${folder} cannot be used: ${error instanceof Error ? error.message : error}.`
  }
}
