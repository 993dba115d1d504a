import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import type { ComponentState } from './component'
import { impactOf, rootCauses } from './dependency-map'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import type { ComponentDto } from './schema-components'

/** What this process knows of every component, from memory. Errors: unauthenticated, not_found. */
export function listComponents({ actor }: { actor: Actor }): ComponentDto[] {
  assertAdmin(actor)
  return describeComponents()
}

/** The same for whoever has asked who asks. */
export function describeComponents(): ComponentDto[] {
  const states = listComponentStates()
  const watched = new Map((findHealthService()?.list() ?? []).map((one) => [one.check.component.id, one]))
  const names = new Map(states.map(({ id, name }) => [id, name]))
  const nameAll = (ids: string[]) => ids.map((id) => names.get(id) ?? id)
  return states.map((state) => {
    const last = watched.get(state.id)?.last
    return {
      ...presentState(state),
      detail: last?.finding.detail ?? null,
      lookedAt: last ? new Date(last.atMs).toISOString() : null,
      causes: nameAll(rootCauses(states, state.id)),
      affects: nameAll(impactOf(states, state.id)),
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
