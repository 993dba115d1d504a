import { dayMs } from '@/lib/core/time'
import { listComponentSpans } from '@/lib/ops/health/list-component-spans'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import { computeHistory, computeHistoryStart } from './compute-history'
import { findPublicStatusSettings } from './find-settings'
import type { PublicStatusSettings } from './schema'
import type { StoredStatus } from './schema-snapshot'

const pastIncidentsMs = 14 * dayMs
const plannedMs = 30 * dayMs
const mostIncidents = 100
const mostUpdates = 50

/** Reads all that the page shows beside what this process believes. Errors: those of the database. */
export async function readStored(nowMs: number): Promise<StoredStatus> {
  const settings = await findPublicStatusSettings()
  if (!settings.enabled) return { settings, readAtMs: nowMs, histories: {}, incidents: [], windows: [] }
  const [histories, incidents, windows] = await Promise.all([
    readHistories(settings, nowMs),
    readIncidents(settings, nowMs),
    readWindows(nowMs),
  ])
  return { settings, readAtMs: nowMs, histories, incidents, windows }
}

async function readHistories({ components }: PublicStatusSettings, nowMs: number): Promise<StoredStatus['histories']> {
  const ids = components.map(({ id }) => id)
  const spans = await listComponentSpans({ fromMs: computeHistoryStart(nowMs), untilMs: nowMs }, ids)
  const historyOf = (id: string) =>
    computeHistory(
      spans.filter(({ componentId }) => componentId === id),
      nowMs,
    )
  return Object.fromEntries(ids.map((id) => [id, historyOf(id)]))
}

/**
 * Those that are public; of those that alerts opened only the ones about something that is shown. An incident and what was
 * written on it are of one moment: Prisma reads them in two statements.
 */
async function readIncidents({ components }: PublicStatusSettings, nowMs: number): Promise<StoredStatus['incidents']> {
  const shown = components.map(({ id }) => id)
  const query = {
    where: {
      isPublic: true,
      AND: [
        { OR: [{ resolvedAt: null }, { resolvedAt: { gt: new Date(nowMs - pastIncidentsMs) } }] },
        { OR: [{ root: null }, { componentIds: { hasSome: shown } }] },
      ],
    },
    include: { updates: { where: { isPublic: true }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: mostUpdates } },
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: mostIncidents,
  } satisfies Prisma.IncidentFindManyArgs
  const read = (tx: Prisma.TransactionClient) => tx.incident.findMany(query)
  const rows = await getDb().$transaction(read, { isolationLevel: 'RepeatableRead' })
  return rows.map(({ id, title, publicTitle, root, status, impact, componentIds, startedAt, resolvedAt, updates }) => ({
    ...{ id, status, impact, componentIds },
    // What alerts are called names what lies within.
    title: publicTitle ?? (root === null ? title : null),
    startedAtMs: startedAt.getTime(),
    resolvedAtMs: resolvedAt?.getTime() ?? null,
    updates: updates.map(({ kind, text, at }) => ({ kind, text, atMs: at.getTime() })),
  }))
}

async function readWindows(nowMs: number): Promise<StoredStatus['windows']> {
  const rows = await getDb().maintenanceWindow.findMany({
    where: { endsAt: { gt: new Date(nowMs) }, startsAt: { lt: new Date(nowMs + plannedMs) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: mostIncidents,
  })
  return rows.map(({ id, startsAt, endsAt, componentIds, reason }) => ({
    ...{ id, componentIds, reason },
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
  }))
}
