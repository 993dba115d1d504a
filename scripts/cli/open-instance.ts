import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { assertDatabase } from '@/lib/boot/launcher/assert-database'
import { lockDataDir } from '@/lib/boot/launcher/lock-data-dir'
import { openDataDir } from '@/lib/boot/launcher/open-data-dir'
import { loadEnv, provideEnv } from '@/lib/platform/env/load-env'
import type { Env } from '@/lib/platform/env/schema'
import { CommandError } from './command'

/** Settings as the server would read them; `DATA_DIR` is absolute from here on. */
export function openSettings(root: string): Env {
  const loaded = loadEnv(join(root, '.env'))
  if ('faults' in loaded) throw new CommandError(`The configuration is wrong:\n- ${loaded.faults.join('\n- ')}`)
  const dataDir = resolve(loaded.env.DATA_DIR)
  provideEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  return { ...loaded.env, DATA_DIR: dataDir }
}

export interface Instance {
  url: string
  /** False when we started its database for this command, so nobody else can be using it. */
  isRunning: boolean
  close(): Promise<void>
}

/** The database of an instance that there is, running or not. */
export async function openInstance(env: Env): Promise<Instance> {
  assertInstance(env)
  const running = env.DATABASE_URL ?? findEmbeddedUrl(env.DATA_DIR)
  if (!running) return openStopped(env)
  if (env.DATABASE_URL) await assertDatabase(running)
  provideEnv({ DATABASE_URL: running })
  return { url: running, isRunning: true, close: async () => {} }
}

function assertInstance(env: Env): void {
  if (env.DATABASE_URL || existsSync(join(env.DATA_DIR, 'postgres'))) return
  throw new CommandError(`There is no instance in ${env.DATA_DIR} yet; set DATA_DIR or DATABASE_URL to those of yours.`)
}

/** The same for work beside which no server may run: one with an embedded database is refused; see `assertUnused`. */
export async function openUnused(env: Env): Promise<Instance> {
  assertInstance(env)
  return env.DATABASE_URL ? openInstance(env) : openStopped(env)
}

/** The embedded database of an instance that does not run; throws `StartError` when it does. */
export async function openStopped(env: Env): Promise<Instance> {
  const dataDir = openDataDir(env.DATA_DIR)
  const unlock = await lockDataDir(dataDir)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, maxConnections: 50 })
    provideEnv({ DATABASE_URL: postgres.url })
    const close = async () => {
      await postgres.stop()
      unlock()
    }
    return { url: postgres.url, isRunning: false, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Of the settings, else the one that the data directory keeps. */
export function findAuthSecret(env: Env): string | null {
  const file = join(env.DATA_DIR, 'auth-secret')
  return env.AUTH_SECRET ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
}
