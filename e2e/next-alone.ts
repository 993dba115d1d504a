import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '@/lib/boot/find-free-port'
import { waitUntil } from '@/lib/boot/wait-until'
import { runSql } from '@/lib/testing/run-sql'

export interface NextAlone {
  url: string
  databaseUrl: string
  stop(): Promise<void>
}

export const cronSecret = 'the secret of a cron that nobody guesses'

/** The production build under `next start`, as a host without a long-lived process of ours runs it: no `server.mjs`. */
export async function startNextAlone(): Promise<NextAlone> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-alone-'))
  const database = await createDatabase()
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    ...{
      NODE_ENV: 'production' as const,
      APP_URL: url,
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'warn',
    },
    ...{ AUTH_SECRET: 'a secret for Next alone, long enough', CRON_SECRET: cronSecret, BACKUP_INTERVAL_MINUTES: '0' },
    ...{ TRUSTED_PROXIES: '1', NEXT_TELEMETRY_DISABLED: '1' },
  }
  await promisify(execFile)(process.execPath, ['scripts/autograph.mjs', 'migrate'], { env })
  const next = ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1']
  const child = spawn(process.execPath, next, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const isReady = async () =>
    child.exitCode !== null || (await fetch(`${url}/api/health/ready`).catch(() => null))?.ok === true
  await waitUntil(isReady, { timeoutMs: 60_000 })
  if (child.exitCode !== null) throw new Error(`next start ended:\n${output}`)
  return {
    url,
    databaseUrl: database.url,
    async stop() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** On the server of the app that all tests share, which takes seconds less than one of its own. */
async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.E2E_POSTGRES_URL ?? ''
  const name = `alone_${process.pid}_${Date.now()}`
  await runSql(server, `CREATE DATABASE ${name}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: async () => void (await runSql(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  }
}
