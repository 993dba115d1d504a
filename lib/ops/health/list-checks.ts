import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { dayMs, type Now } from '@/lib/core/time'
import { derivedComponents } from './built-in-components'
import { computeUptime } from './compute-uptime'
import { componentIdOf } from './defined/make-defined-check'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import { type Known, presentBuiltInCheck, presentDefinedCheck } from './present-check'
import * as repo from './repo-checks'
import { listSpans } from './repo-spans'
import type { CheckDto } from './schema-checks'

/** Everything that is looked at, with what this process knows of it. Errors: unauthenticated, not_found. */
export async function listChecks({ actor }: { actor: Actor }): Promise<CheckDto[]> {
  assertAdmin(actor)
  const [rows, findKnown] = await Promise.all([repo.listChecks(), readKnown()])
  const own = new Set(rows.map(({ id }) => componentIdOf(id)))
  const builtIn = [
    ...(findHealthService()?.list() ?? []).map(({ check }) => check.component),
    ...derivedComponents,
  ].filter(({ id }) => !own.has(id) && !id.startsWith('check_'))
  return [
    ...builtIn.map((component) => presentBuiltInCheck(component, findKnown(component.id))),
    ...rows.map((row) => presentDefinedCheck(row, findKnown(componentIdOf(row.id)))),
  ]
}

/** What is known of each component; of one of them, when only that is asked for. */
export async function readKnown(ids?: readonly string[], now: Now = Date.now): Promise<(id: string) => Known> {
  const period = { fromMs: now() - dayMs, untilMs: now() }
  const spans = await listSpans(period, ids)
  const states = new Map(listComponentStates().map((state) => [state.id, state]))
  const watched = new Map((findHealthService()?.list() ?? []).map((one) => [one.check.component.id, one]))
  return (id) => ({
    state: states.get(id),
    watched: watched.get(id) ?? null,
    upRatio: computeUptime(
      spans.filter(({ componentId }) => componentId === id),
      period,
    ).upRatio,
  })
}
