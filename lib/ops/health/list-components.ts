import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { dayMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { ComponentState } from './component'
import { computeUptime } from './compute-uptime'
import { impactOf, rootCauses } from './dependency-map'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import { listSpans } from './repo-spans'
import type { ComponentDto } from './schema-components'
import type { Span } from './span-journal'

/** From memory; only how the last day was is missing while the database is down. Errors: unauthenticated, not_found. */
export async function listComponents({ actor }: { actor: Actor }): Promise<ComponentDto[]> {
  assertAdmin(actor)
  const states = listComponentStates()
  const period = { fromMs: Date.now() - dayMs, untilMs: Date.now() }
  const spans = await readSpans(period)
  const watched = new Map((findHealthService()?.list() ?? []).map((one) => [one.check.component.id, one]))
  const names = new Map(states.map(({ id, name }) => [id, name]))
  const nameAll = (ids: string[]) => ids.map((id) => names.get(id) ?? id)
  return states.map((state) => {
    const last = watched.get(state.id)?.last
    const own = spans.filter(({ componentId }) => componentId === state.id)
    return {
      ...presentState(state),
      detail: last?.finding.detail ?? null,
      lookedAt: last ? new Date(last.atMs).toISOString() : null,
      causes: nameAll(rootCauses(states, state.id)),
      affects: nameAll(impactOf(states, state.id)),
      upRatioOfDay: computeUptime(own, period).upRatio,
    }
  })
}

const presentState = ({ id, name, status, since, message, latencyMs, essential }: ComponentState) => ({
  id,
  name,
  status,
  since: since.toISOString(),
  message,
  latencyMs,
  essential,
})

async function readSpans(period: { fromMs: number; untilMs: number }): Promise<Span[]> {
  try {
    return await listSpans(period)
  } catch (error) {
    getLog('health').warn({ reason: describeFault(error) }, 'the history of components cannot be read')
    return []
  }
}
