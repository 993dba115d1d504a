import type { Check as CheckRow } from '@/lib/platform/db/generated/client'
import type { Component } from './check'
import type { Watched } from './check-runner'
import type { ComponentState } from './component'
import { componentIdOf } from './defined/make-defined-check'
import { openTarget } from './defined/sealed-target'
import type { CheckDto, CheckTarget } from './schema-checks'

/** What is known of a component beside its row. */
export interface Known {
  state: ComponentState | undefined
  watched: Watched | null
  /** From 0 to 1. */
  upRatio: number | null
}

export function presentDefinedCheck(row: CheckRow, known: Known): CheckDto {
  const component = { id: componentIdOf(row.id), name: row.name, essential: false, needs: row.dependsOn, uses: [] }
  const target = openTarget(row.sealedTarget)
  return {
    ...presentKnown(component, known),
    kind: row.kind,
    enabled: row.enabled,
    every_seconds: row.everySeconds,
    timeout_seconds: row.timeoutSeconds,
    target: target && presentTarget(target),
    last_beat_at: row.lastBeatAt?.toISOString() ?? null,
  }
}

export const presentBuiltInCheck = (component: Component, known: Known): CheckDto => ({
  ...presentKnown(component, known),
  kind: 'built_in',
  enabled: true,
  every_seconds: known.watched ? known.watched.check.everyMs / 1_000 : null,
  timeout_seconds: known.watched ? known.watched.check.timeoutMs / 1_000 : null,
  target: null,
  last_beat_at: null,
})

function presentKnown({ id, name, essential, needs }: Component, { state, watched, upRatio }: Known) {
  return {
    id,
    name,
    status: state?.status ?? 'unknown',
    since: state?.since.toISOString() ?? null,
    message: state?.message ?? null,
    detail: watched?.last?.finding.detail ?? null,
    latency_ms: state?.latencyMs == null ? null : Math.round(state.latencyMs * 10) / 10,
    looked_at: watched?.last ? new Date(watched.last.atMs).toISOString() : null,
    essential,
    depends_on: [...needs],
    uptime_24h_percent: upRatio === null ? null : Math.floor(upRatio * 100_000) / 1_000,
  }
}

/** As it was set, without what would let somebody in. */
export function presentTarget(target: CheckTarget): Record<string, string | number> {
  const shown = Object.entries(target).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
  return Object.fromEntries(shown.map(([name, value]) => [name, name === 'url' ? hidePassword(String(value)) : value]))
}

function hidePassword(address: string): string {
  const url = new URL(address)
  if (url.password) url.password = '***'
  // What stands in a query may be a key.
  for (const name of url.searchParams.keys()) if (name !== 'sslmode') url.searchParams.set(name, '***')
  return url.href
}
