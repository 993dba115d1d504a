import { z } from 'zod'
import { alertEventKinds } from './engine/effect'
import { severities } from './notice'

/** As the world of Prometheus writes names; see also `GET /metrics` and `GET /health`. */
const details = z.object({
  name: z.string(),
  started_at: z.iso.datetime().describe('When the condition began to hold; people are told after a while of it.'),
  muted_by: z.string().nullable().describe('`silence:<id>` or `cause:<component>`: why nobody is told.'),
  affects: z.array(z.string()).describe('What depends on it.'),
  acknowledged_by: z.string().nullable().describe('Name of the person.'),
})

export const alertDto = z.object({
  alert_id: z.string().describe('The same for every incident of one thing: `service_down_database`.'),
  type: z.string(),
  service_id: z.string(),
  service_name: z.string(),
  severity: z.enum(severities),
  status: z.enum(['active', 'resolved']),
  triggered_at: z.iso.datetime(),
  resolved_at: z.iso.datetime().nullable(),
  acknowledged_at: z.iso.datetime().nullable(),
  escalation_count: z.number().int(),
  down_duration_seconds: z.number().int(),
  message: z.string(),
  details: details.optional().describe('For admins.'),
})

export const alertEventDto = z.object({
  at: z.iso.datetime(),
  kind: z.enum(alertEventKinds),
  detail: z.string().nullable(),
})

export const alertListDto = z.object({
  alerts: z.array(alertDto),
  counts: z.object({
    active: z.number().int(),
    resolved: z.number().int(),
    acknowledged: z.number().int().describe('Of the active ones.'),
    critical: z.number().int().describe('Of the active ones; so are warning and info.'),
    warning: z.number().int(),
    info: z.number().int(),
  }),
})

export const alertIncidentsDto = z.object({
  incidents: z.array(alertDto.extend({ events: z.array(alertEventDto) })).describe('The latest first.'),
})

export const listAlertsQuery = z.object({
  status: z.enum(['active', 'resolved', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Of those that are resolved.'),
})

export const alertParams = z.object({ alertId: z.string().regex(/^[\w:.-]{1,200}$/) })

export type AlertEventDto = z.infer<typeof alertEventDto>
export type AlertDto = z.infer<typeof alertDto>
export type AlertListDto = z.infer<typeof alertListDto>
export type AlertIncidentsDto = z.infer<typeof alertIncidentsDto>
export type ListAlertsQuery = z.infer<typeof listAlertsQuery>
