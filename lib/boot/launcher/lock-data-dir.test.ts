import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDir } from './lock-data-dir'
import { findBirth } from './process-identity'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'autograph-lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const lockPath = () => join(dataDir, 'lock')
const parent = process.ppid
const writeLock = (holder: object) => writeFileSync(lockPath(), JSON.stringify(holder))
const ageLock = (seconds: number) => utimesSync(lockPath(), Date.now() / 1_000 - seconds, Date.now() / 1_000 - seconds)

describe('lockDataDir', () => {
  it('leaves nothing behind when released', async () => {
    const release = await lockDataDir(dataDir)
    expect(JSON.parse(readFileSync(lockPath(), 'utf8'))).toMatchObject({ pid: process.pid })
    release()
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('refuses while the holder lives, and says who it is', async () => {
    writeLock({ pid: parent, birth: findBirth(parent), host: hostname() })
    await expect(lockDataDir(dataDir)).rejects.toThrow(
      `AutoGraph already runs on the data directory ${dataDir} (process ${parent}); stop it first, or set another DATA_DIR and PORT.`,
    )
  })

  it.each([
    ['is gone', { pid: 2 ** 22 + 1, birth: null, host: hostname() }],
    ['died, and its pid belongs to another program', { pid: parent, birth: 'earlier boot/1', host: hostname() }],
    ['left something unreadable', { what: 'is this' }],
  ])('takes over from a holder that %s', async (_, holder) => {
    writeLock(holder)
    const release = await lockDataDir(dataDir)
    expect(JSON.parse(readFileSync(lockPath(), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(dataDir)).toEqual(['lock'])
    release()
  })

  it('takes over from another host only after it has been silent', async () => {
    writeLock({ pid: process.pid, birth: null, host: 'another' })
    ageLock(60)
    const release = await lockDataDir(dataDir)
    release()

    writeLock({ pid: process.pid, birth: null, host: 'another' })
    const beating = setInterval(() => ageLock(0), 100)
    await expect(lockDataDir(dataDir)).rejects.toThrow(/\(process \d+ on another\)/)
    clearInterval(beating)
  })
})
