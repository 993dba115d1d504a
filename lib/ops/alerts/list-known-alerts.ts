import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { remember } from '@/lib/platform/remember'
import { findIncident } from './engine/alert-state'
import type { AlertRow } from './present-alert'
import * as repo from './repo'
import { findEngine } from './running-engine'

const getLastKnown = () => remember('alerts.lastKnown', () => ({ rows: null as AlertRow[] | null }))

/** Alerts that are active: while the database is down as the evaluating process knows them, or as they last were. */
export async function listActiveAlerts(): Promise<AlertRow[]> {
  try {
    const rows = await repo.listActive()
    getLastKnown().rows = rows
    return rows
  } catch (error) {
    const rows = isDatabaseUnreachable(error) ? (listFromMemory() ?? getLastKnown().rows) : null
    if (!rows) throw error
    return rows
  }
}

/** Those that are over; none can be told while the database is down. */
export async function listResolvedAlerts(limit: number): Promise<AlertRow[]> {
  try {
    return await repo.listResolved(limit)
  } catch (error) {
    if (isDatabaseUnreachable(error)) return []
    throw error
  }
}

function listFromMemory(): AlertRow[] | null {
  const memory = findEngine()?.memory
  if (!memory) return null
  return [...memory.alerts.values()].flatMap(({ state, subject }) => {
    const incident = findIncident(state)
    if (!incident) return []
    const { startedAt, triggeredAt, acknowledgedAt, escalationCount } = incident
    return [
      {
        ...subject,
        status: 'active' as const,
        startedAt: new Date(startedAt),
        triggeredAt: new Date(triggeredAt),
        resolvedAt: null,
        acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
        escalationCount,
        acknowledgedBy: null,
      },
    ]
  })
}
