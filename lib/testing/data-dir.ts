import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { forget } from '@/lib/platform/remember'

/** An empty data directory for the tests of this file; `remembered` are the things that must be made anew in it. */
export function useDataDir(...remembered: string[]): void {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'autograph-'))
    process.env.DATA_DIR = folder
    for (const name of ['env', ...remembered]) forget(name)
  })
  afterAll(() => rm(folder, { recursive: true }))
}
