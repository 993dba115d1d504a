import { z } from 'zod'
import { componentStatus } from '@/lib/ops/health/schema'
import { incidentImpacts, incidentStatuses, incidentUpdateKinds } from '@/lib/ops/incidents/schema'
import { publicStatusSettings } from './schema'

export const publicDay = z.object({
  date: z.iso.date(),
  status: componentStatus.describe('The worst of the day.'),
  uptime: z.number().nullable().describe('From 0 to 1, of what is known and was no maintenance.'),
})

const history = z.object({
  uptime: z.number().nullable(),
  days: z.array(publicDay).describe('The latest last.'),
})

const time = z.number()

/**
 * All of the page that is in the database, as it was when that could be read last. It is kept in a file too, so that a
 * process that starts without a database still knows what to show. Times are milliseconds since the epoch.
 */
export const storedStatus = z.object({
  settings: publicStatusSettings,
  readAtMs: time,
  /** By component. */
  histories: z.record(z.string(), history),
  incidents: z.array(
    z.object({
      id: z.string(),
      /** Null for one whose title only admins see. */
      title: z.string().nullable(),
      status: z.enum(incidentStatuses),
      impact: z.enum(incidentImpacts),
      componentIds: z.array(z.string()),
      startedAtMs: time,
      resolvedAtMs: time.nullable(),
      updates: z.array(z.object({ kind: z.enum(incidentUpdateKinds), text: z.string(), atMs: time })),
    }),
  ),
  windows: z.array(
    z.object({
      id: z.string(),
      startsAtMs: time,
      endsAtMs: time,
      componentIds: z.array(z.string()),
      reason: z.string(),
    }),
  ),
})

export const publicComponent = z.object({
  slug: z.string().describe('Of its badge: `/status/badge/<slug>.svg`.'),
  name: z.string(),
  status: componentStatus,
  uptime_90d: z.number().nullable(),
  days: z.array(publicDay),
})

export const publicIncident = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(incidentStatuses),
  impact: z.enum(incidentImpacts),
  components: z.array(z.string()),
  started_at: z.iso.datetime(),
  resolved_at: z.iso.datetime().nullable(),
  updates: z.array(z.object({ kind: z.enum(incidentUpdateKinds), text: z.string(), at: z.iso.datetime() })),
})

export const publicMaintenance = z.object({
  id: z.string(),
  state: z.enum(['planned', 'active']),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  components: z.array(z.string()),
  reason: z.string(),
})

/** What anybody may know: names that an admin chose, and nothing of what lies behind them. */
export const publicStatus = z.object({
  title: z.string(),
  status: componentStatus,
  headline: z.string(),
  as_of: z.iso.datetime(),
  history_as_of: z.iso.datetime().describe('Earlier while the database is down; then the rest is as it was.'),
  components: z.array(publicComponent),
  incidents: z.array(publicIncident).describe('Open ones, and those of the last 14 days.'),
  maintenance: z.array(publicMaintenance),
})

export type StoredStatus = z.infer<typeof storedStatus>
export type PublicDay = z.infer<typeof publicDay>
export type PublicComponent = z.infer<typeof publicComponent>
export type PublicIncident = z.infer<typeof publicIncident>
export type PublicMaintenance = z.infer<typeof publicMaintenance>
export type PublicStatus = z.infer<typeof publicStatus>
