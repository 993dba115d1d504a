import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { useLauncher } from '@/lib/testing/launched-app'
import { runSql } from '@/lib/testing/run-sql'
import { isAlive } from '../is-alive'
import { waitUntil } from '../wait-until'

// Each test starts real processes, several at once.
vi.setConfig({ testTimeout: 90_000 })

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
const canMount = isRoot && spawnSync('unshare', ['-m', 'true']).status === 0

const startApp = useLauncher()

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'autograph-launch-'))
  await chmod(home, 0o755)
})
afterAll(() => rm(home, { recursive: true, force: true }))

const databaseOf = async (url: string) => (await fetch(url)).text()
const readPostmasterPid = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

const answers = (url: string) =>
  runSql(url, 'SELECT 1').then(
    () => true,
    () => false,
  )

interface Person {
  who: string
  prefix: string[]
  makeDataDir: () => Promise<string>
}

const ordinaryUser: Person = {
  who: 'an ordinary user',
  prefix: isRoot ? asNobody : [],
  async makeDataDir() {
    const dataDir = join(home, 'ordinary')
    await mkdir(dataDir)
    if (isRoot) await chown(dataDir, nobody, nobody)
    return dataDir
  },
}
const root: Person = {
  who: 'root, with data below a folder that only root may enter',
  prefix: [],
  async makeDataDir() {
    await mkdir(join(home, 'closed'), { mode: 0o700 })
    return join(home, 'closed/data')
  },
}

describe.each(isRoot ? [ordinaryUser, root] : [ordinaryUser])('started by $who', ({ prefix, makeDataDir }) => {
  it.concurrent('serves, refuses a second start, survives kill -9 of itself and of PostgreSQL, and leaves nothing running', async () => {
    const dataDir = await makeDataDir()
    const env = { DATA_DIR: dataDir }

    const first = startApp({ env, prefix })
    const url = await databaseOf(await first.untilReady())
    await runSql(url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
    expect(await runSql(url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    expect(await modeOf(join(dataDir, 'postgres-password'))).toBe(0o600)
    expect(await modeOf(join(dataDir, 'auth-secret'))).toBe(0o600)

    const second = await startApp({ env, prefix }).untilExit()
    expect(second.code).toBe(1)
    expect(second.output).toMatch(/AutoGraph already runs on the data directory .* \(process \d+\); stop it first/)

    const orphan = await readPostmasterPid(dataDir)
    first.child.kill('SIGKILL')
    await first.untilExit()
    expect(isAlive(orphan)).toBe(true)

    const again = startApp({ env, prefix })
    const newUrl = await databaseOf(await again.untilReady())
    expect(isAlive(orphan)).toBe(false)
    expect(await runSql(newUrl, 'SELECT * FROM kept')).toEqual([{ id: 7 }])

    const killed = await readPostmasterPid(dataDir)
    process.kill(killed, 'SIGKILL')
    expect(await waitUntil(async () => !isAlive(killed) && (await answers(newUrl)), { timeoutMs: 15_000 })).toBe(true)
    const postmaster = await readPostmasterPid(dataDir)
    expect(postmaster).not.toBe(killed)

    const askedAtMs = performance.now()
    again.child.kill('SIGTERM')
    expect(await again.untilExit()).toMatchObject({ code: 0 })
    expect(performance.now() - askedAtMs).toBeLessThan(10_000)
    expect(isAlive(postmaster)).toBe(false)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })
})

describe('a start that cannot work', () => {
  const explain = async (env: Record<string, string>, prefix: string[] = []) => {
    const { code, output } = await startApp({ env, prefix }).untilExit()
    expect(code).toBe(1)
    return output.split('\n').filter((line) => !line.startsWith('✓'))
  }

  it.concurrent('names every wrong setting', async () => {
    expect(await explain({ PORT: 'x', REGISTRATION: 'maybe' })).toEqual([
      '2 settings are wrong; correct the environment or the file .env:',
      '- PORT must be from 0 to 65535',
      '- REGISTRATION must be one of open, invite, closed',
    ])
  })

  it.concurrent('says that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await waitUntil(() => server.listening, { timeoutMs: 1_000 })
    const address = server.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    expect(await explain({ DATA_DIR: join(home, 'unused'), PORT: port })).toEqual([
      `Port ${port} is taken by another program; stop it, or set another PORT.`,
    ])
    server.close()
  })

  it.runIf(isRoot).concurrent('says that the data directory may not be written', async () => {
    const dataDir = join(home, 'readonly')
    await mkdir(dataDir, { mode: 0o755 })
    expect(await explain({ DATA_DIR: dataDir }, asNobody)).toEqual([
      `The data directory ${dataDir} may not be written by this user; change its owner, or set DATA_DIR to a folder of yours.`,
    ])
  })

  it.concurrent('says that a file is in the place of the data directory', async () => {
    const dataDir = join(home, 'file')
    await writeFile(dataDir, '')
    expect(await explain({ DATA_DIR: dataDir })).toEqual([
      `The data directory ${dataDir} cannot be made because a file is in its place; remove it, or set DATA_DIR to another folder.`,
    ])
  })

  it.runIf(canMount).concurrent('says that the disk is full or read-only', async () => {
    const disk = join(home, 'disk')
    await mkdir(disk)
    const onDisk = (options: string) => [
      'unshare',
      '-m',
      'sh',
      '-c',
      `mount -t tmpfs -o ${options} none ${disk} && exec "$@"`,
      'sh',
    ]
    expect(await explain({ DATA_DIR: disk }, onDisk('size=512k'))).toEqual([
      `The disk of the data directory ${disk} is full; free some space, or set DATA_DIR to another disk.`,
    ])
    expect(await explain({ DATA_DIR: disk }, onDisk('ro'))).toEqual([
      `The data directory ${disk} is on a read-only file system; set DATA_DIR to a folder that can be written.`,
    ])
    const [reason, ...rest] = await explain({ DATA_DIR: disk }, onDisk('size=20m'))
    expect(rest).toEqual([])
    expect(reason).toMatch(/^PostgreSQL could not create its database .*No space left on device/)
  })

  it.concurrent('says what is wrong with DATABASE_URL', async () => {
    const env = { DATA_DIR: join(home, 'external'), DATABASE_URL: 'postgresql://ann@127.0.0.1:1/x' }
    expect(await explain(env)).toEqual([
      'Nothing answers at 127.0.0.1:1, the address in DATABASE_URL; start PostgreSQL there, or correct the host and port.',
    ])
  })
})

describe.runIf(canMount)('a clone that only root may enter', () => {
  it.concurrent('starts, with a copy of PostgreSQL where its user may read it', async () => {
    const clone = join(home, 'closed-clone/autograph')
    await mkdir(clone, { recursive: true })
    await chmod(join(home, 'closed-clone'), 0o700)
    // In a mount namespace of its own, so that the copy below /var/lib is gone afterwards.
    const script = `mount --bind ${process.cwd()} ${clone} && mount -t tmpfs none /var/lib && exec "$@"`
    const prefix = ['unshare', '-m', 'sh', '-c', script, 'sh']
    const dataDir = join(home, 'closed-clone/data')
    const app = startApp({ root: clone, prefix, env: { DATA_DIR: dataDir } })
    expect(await databaseOf(await app.untilReady())).toMatch(/^postgresql:/)
    const command = await readFile(`/proc/${await readPostmasterPid(dataDir)}/cmdline`, 'utf8')
    expect(command).toMatch(/^\/var\/lib\/autograph\/postgresql-[\w.-]+\/bin\/postgres\0/)
    app.child.kill('SIGTERM')
    expect(await app.untilExit()).toMatchObject({ code: 0 })
  })
})
