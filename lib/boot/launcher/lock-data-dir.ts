import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from '../start-error'
import { waitUntil } from '../wait-until'
import { findBirth, isSameProcessAlive } from './process-identity'

const heartbeatMs = 2_000
/** A process of another host, such as a second container on the same volume, counts as gone after this silence. */
const silenceMs = 10_000

const holderSchema = z.object({ pid: z.number(), birth: z.string().nullable(), host: z.string() })
type Holder = z.infer<typeof holderSchema>

/**
 * Takes a data directory for this process alone, or throws a `StartError` that names who has it. A lock whose holder was
 * killed is taken over. Returns the release.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'lock')
  const mine = JSON.stringify({ pid: process.pid, birth: findBirth(process.pid), host: hostname() } satisfies Holder)
  while (!tryLink(path, mine)) {
    const seen = readLock(path)
    if (seen === null) continue
    if (await isHeld(path, seen)) throw new StartError(explain(dataDir, seen))
    removeStale(path, seen)
  }
  const heartbeat = setInterval(() => touch(path), heartbeatMs)
  heartbeat.unref()
  return () => {
    clearInterval(heartbeat)
    if (readLock(path) === mine) rmSync(path, { force: true })
  }
}

/** The lock appears whole or not at all, and only one of several starts can make it. */
function tryLink(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

async function isHeld(path: string, content: string): Promise<boolean> {
  const holder = parseHolder(content)
  if (!holder) return false
  if (holder.host === hostname()) return holder.pid !== process.pid && isSameProcessAlive(holder)
  const seenAtMs = lastTouchMs(path)
  if (seenAtMs === null || Date.now() - seenAtMs > silenceMs) return false
  return waitUntil(() => lastTouchMs(path) !== seenAtMs, { timeoutMs: silenceMs, everyMs: 200 })
}

/** Another start may have taken the stale lock over in the meantime; then it is put back. */
function removeStale(path: string, seen: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    if (readLock(aside) !== seen) linkSync(aside, path)
  } catch {
    // It is gone or was made anew: the next attempt finds out.
  } finally {
    rmSync(aside, { force: true })
  }
}

function parseHolder(content: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(content))
  } catch {
    return null
  }
}

function lastTouchMs(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // A full or vanished disk is reported by whoever needs it; the next beat tries again.
  }
}

function explain(dataDir: string, content: string): string {
  const holder = parseHolder(content)
  const who = holder
    ? `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}`
    : 'another process'
  return `AutoGraph already runs on the data directory ${dataDir} (${who}); stop it first, or set another DATA_DIR and PORT.`
}
