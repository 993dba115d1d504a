import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { forget } from '@/lib/platform/remember'

/** A data directory of its own for the tests of one file; its path is set once they run. */
export function useDataFolder(): { readonly path: string } {
  const folder = { path: '' }
  beforeAll(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'autograph-'))
    process.env.DATA_DIR = folder.path
    forget('env')
    forget('objects')
  })
  afterAll(() => rm(folder.path, { recursive: true }))
  return folder
}
