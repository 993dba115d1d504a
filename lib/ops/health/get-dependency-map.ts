import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { listSeenCalls } from '@/lib/platform/resilience/seen-calls'
import { browser, derivedComponents } from './built-in-components'
import { computeDependencyMap } from './compute-dependency-map'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import type { DependencyMapDto } from './schema-dependencies'

/** What stands on what, as this process knows it. Errors: unauthenticated, not_found. */
export function getDependencyMap({ actor }: { actor: Actor }): DependencyMapDto {
  assertAdmin(actor)
  const watched = (findHealthService()?.list() ?? []).map(({ check }) => check.component)
  return computeDependencyMap({
    entry: browser,
    components: [...watched, ...derivedComponents],
    states: listComponentStates(),
    seen: listSeenCalls(),
  })
}
