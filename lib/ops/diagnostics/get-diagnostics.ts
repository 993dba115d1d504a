import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { listSlowQueries } from '../database/slow-queries'
import { type Monitor, round } from '../monitoring/collector'
import { findLatestReading } from '../monitoring/latest-readings'
import { listCollectors } from '../monitoring/list-collectors'
import * as schema from './schema'

/** What is asked for now is measured over this long. */
const windowMs = 250

/** Collectors of their own, so that being asked does not shorten what the monitors measure. */
const getCollectors = () => remember('diagnostics.collectors', () => listCollectors(getEnv()))

type Values = Record<string, number>

async function read(monitor: Monitor, { isOverTime = false } = {}): Promise<Values> {
  const collector = getCollectors().find((one) => one.monitor === monitor)
  if (isOverTime) {
    await collector?.collect()
    await delay(windowMs)
  }
  return (await collector?.collect())?.values ?? {}
}

/** Compared with what the monitors saw at the start, not with when somebody first asked. */
function sinceStart(
  monitor: Monitor,
  values: Values,
  [now, baseline, growth]: readonly [string, string, string],
): Values {
  const atStart = findLatestReading(monitor)?.values[baseline]
  if (atStart === undefined) return values
  return { ...values, [baseline]: atStart, [growth]: round((values[now] ?? 0) - atStart) }
}

const cpuGrowth = ['process_cpu_percent', 'baseline_cpu_percent', 'cpu_growth_percent'] as const
const memoryGrowth = ['current_memory_mb', 'baseline_memory_mb', 'memory_growth_mb'] as const

/** Exactly the fields of the schema; what a monitor knows beyond them is left out. */
const pick = <T extends z.ZodObject>(dto: T, values: Values): z.infer<T> =>
  dto.parse(Object.fromEntries(Object.keys(dto.shape).map((name) => [name, values[name] ?? 0])))

/** Each throws unauthenticated, or not_found for whoever is no admin. */
export async function getCpuDiagnostics({ actor }: { actor: Actor }) {
  assertAdmin(actor)
  const env = getEnv()
  return pick(schema.cpuDiagnosticsDto, {
    ...sinceStart('cpu', await read('cpu', { isOverTime: true }), cpuGrowth),
    warning_threshold_percent: env.CPU_WARNING_THRESHOLD_PERCENT,
    critical_threshold_percent: env.CPU_CRITICAL_THRESHOLD_PERCENT,
  })
}

export async function getMemoryDiagnostics({ actor }: { actor: Actor }) {
  assertAdmin(actor)
  const env = getEnv()
  return pick(schema.memoryDiagnosticsDto, {
    ...(await read('event_loop', { isOverTime: true })),
    ...sinceStart('memory', await read('memory'), memoryGrowth),
    warning_threshold_mb: env.MEMORY_WARNING_THRESHOLD_MB,
    critical_threshold_mb: env.MEMORY_CRITICAL_THRESHOLD_MB,
  })
}

export async function getDiskDiagnostics({ actor }: { actor: Actor }): Promise<schema.DiskDiagnosticsDto> {
  assertAdmin(actor)
  const values = await read('disk')
  const suffix = '_disk_usage_percent'
  const mounts = Object.keys(values).flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []))
  return {
    disks: mounts.map((mount) => ({
      mount,
      disk_usage_percent: values[`${mount}${suffix}`] ?? 0,
      disk_total_mb: values[`${mount}_disk_total_mb`] ?? 0,
      disk_available_mb: values[`${mount}_disk_available_mb`] ?? 0,
    })),
    warning_threshold_percent: getEnv().DISK_WARNING_THRESHOLD_PERCENT,
  }
}

export async function getNetworkDiagnostics({ actor }: { actor: Actor }) {
  assertAdmin(actor)
  return pick(schema.networkDiagnosticsDto, await read('network', { isOverTime: true }))
}

export function getDatabaseDiagnostics({ actor }: { actor: Actor }): schema.DatabaseDiagnosticsDto {
  assertAdmin(actor)
  const { totalCount: size, idleCount: idle, waitingCount: waiting, options } = getPool()
  return {
    pool: { size, in_use: size - idle, idle, waiting, max: options.max ?? size },
    slow_query_threshold_ms: getEnv().SLOW_QUERY_THRESHOLD_MS,
    slow_queries: listSlowQueries().map(({ text, count, maxMs, totalMs, lastAtMs, plan, correlationId }) => ({
      query: text,
      count,
      max_ms: round(maxMs),
      average_ms: round(totalMs / count),
      last_at: new Date(lastAtMs).toISOString(),
      plan,
      correlation_id: correlationId ?? null,
    })),
  }
}
