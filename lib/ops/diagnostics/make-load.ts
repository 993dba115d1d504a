import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { secondMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import { round } from '../monitoring/collector'
import { assertDiagnostics } from './assert-diagnostics'

/** Works for a share of each tenth of a second; in a thread of its own, so that people go on drawing. */
const burnSource = `
  const { workerData: { untilMs, ratio } } = require('node:worker_threads')
  const rest = new Int32Array(new SharedArrayBuffer(4))
  while (Date.now() < untilMs) {
    const workUntilMs = performance.now() + 100 * ratio
    while (performance.now() < workUntilMs) Math.sqrt(workUntilMs)
    if (ratio < 1) Atomics.wait(rest, 0, 0, 100 * (1 - ratio))
  }`

const getRunning = () => remember('diagnostics.running', () => new Set<string>())

interface Timed {
  actor: Actor
  durationSeconds: number
}

/** One of a kind at a time, whatever is asked for. Errors: conflict. */
function begin(kind: 'cpu' | 'memory', { durationSeconds }: Timed): { endsAt: Date; end: () => void } {
  if (getRunning().has(kind)) throw new AppError('conflict', 'This is under way already. Wait until it has ended.')
  getRunning().add(kind)
  getLog('monitoring').warn({ kind, durationSeconds }, 'an admin puts load on this process')
  return { endsAt: new Date(Date.now() + durationSeconds * secondMs), end: () => void getRunning().delete(kind) }
}

/** Errors: unauthenticated, not_found, conflict; of those below as well. */
export function stressCpu({ intensity, ...timed }: Timed & { intensity: number }): { ends_at: string } {
  assertDiagnostics(timed.actor)
  const { endsAt, end } = begin('cpu', timed)
  const workerData = { untilMs: endsAt.getTime(), ratio: intensity / 10 }
  const worker = new Worker(burnSource, { eval: true, workerData })
  worker.unref()
  worker.once('exit', end)
  worker.once('error', (error) => getLog('monitoring').error({ err: error }, 'the load on the CPU failed'))
  return { ends_at: endsAt.toISOString() }
}

const pieceBytes = 8 * 1024 * 1024

/** Held in pieces, so that nobody waits while it is filled; given back at the end. */
export function allocateMemory({ megabytes, ...timed }: Timed & { megabytes: number }): { ends_at: string } {
  assertDiagnostics(timed.actor)
  const { endsAt, end } = begin('memory', timed)
  const held: Buffer[] = []
  let leftBytes = megabytes * 1024 * 1024
  const fill = () => {
    if (leftBytes <= 0 || Date.now() >= endsAt.getTime()) return
    held.push(Buffer.alloc(Math.min(pieceBytes, leftBytes), 1))
    leftBytes -= pieceBytes
    setImmediate(fill)
  }
  fill()
  const giveBack = () => {
    held.length = 0
    collectNow()
    end()
  }
  setTimeout(giveBack, timed.durationSeconds * secondMs).unref()
  return { ends_at: endsAt.toISOString() }
}

export function collectGarbage({ actor }: { actor: Actor }): { before_mb: number; after_mb: number; freed_mb: number } {
  assertDiagnostics(actor)
  const toMb = (bytes: number) => round(bytes / 1024 / 1024)
  const before = process.memoryUsage().rss
  collectNow()
  const after = process.memoryUsage().rss
  return { before_mb: toMb(before), after_mb: toMb(after), freed_mb: toMb(before - after) }
}

/** Everything stands still meanwhile, also what waits for the database: at most once a second, however often it is asked for. */
function collectNow(): void {
  const last = remember('diagnostics.collected', () => ({ atMs: Number.NEGATIVE_INFINITY }))
  if (performance.now() - last.atMs < secondMs) return
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  last.atMs = performance.now()
}

export async function runSlowQuery({ actor, durationSeconds }: Timed): Promise<{ duration_ms: number }> {
  assertDiagnostics(actor)
  const startedAtMs = performance.now()
  await getPool().query('SELECT pg_sleep($1)', [durationSeconds])
  return { duration_ms: round(performance.now() - startedAtMs) }
}
