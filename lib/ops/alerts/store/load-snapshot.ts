import { z } from 'zod'
import { getDb } from '@/lib/platform/db/prisma'
import { alertStateSchema, initialState } from '../engine/alert-state'
import type { StoredAlert } from '../engine/evaluate-alerts'
import type { WaitingNotice } from '../engine/plan-notices'
import { subjectSchema } from '../engine/subject'
import { noticeKinds, severities } from '../notice'
import type { AlertRule } from '../rules/alert-rule'
import { mergeRules } from '../rules/merge-rules'
import { type Silence, silenceMatchers } from '../silences/silence'
import type { Snapshot } from './alert-store'

const text = z.string()
export const noticeAlertSchema = z.object({
  alertId: text,
  name: text,
  type: text,
  serviceId: text,
  serviceName: text,
  severity: z.enum(severities),
  status: z.enum(['active', 'resolved']),
  triggeredAt: text,
  resolvedAt: text.nullable(),
  acknowledgedAt: text.nullable(),
  escalationCount: z.number(),
  durationSeconds: z.number(),
  message: text,
  url: text,
  affects: z.array(text),
})

const toldKind = z.enum(noticeKinds).exclude(['test'])

/** More than this never waits at once; what is beyond comes with the next evaluation. */
const mostWaiting = 1_000

export async function loadSnapshot(shipped: readonly AlertRule[], nowMs: number): Promise<Snapshot> {
  const db = getDb()
  const [states, rules, silences, notices] = await Promise.all([
    db.alertState.findMany(),
    db.alertRule.findMany({ orderBy: { id: 'asc' } }),
    db.silence.findMany({ where: { endsAt: { gt: new Date(nowMs) } } }),
    db.alertNotice.findMany({ where: { noticeId: null }, orderBy: { queuedAt: 'asc' }, take: mostWaiting }),
  ])
  return {
    alerts: new Map(
      states.flatMap((row) => {
        const alert = parseStoredAlert(row)
        return alert ? [[row.alertId, alert]] : []
      }),
    ),
    rules: mergeRules(shipped, rules),
    silences: silences.flatMap((row) => parseSilence(row)),
    waiting: notices.flatMap((row) => parseNotice(row)),
  }
}

/** A state of another version of AutoGraph that is not understood begins anew. */
export function parseStoredAlert(row: { state: unknown; subject: unknown; version: number }): StoredAlert | null {
  const subject = subjectSchema.safeParse(row.subject)
  if (!subject.success) return null
  const state = alertStateSchema.catch(initialState).parse(row.state)
  return { state, subject: subject.data, version: row.version }
}

export function parseSilence(row: { id: string; matchers: unknown; startsAt: Date; endsAt: Date }): Silence[] {
  const matchers = silenceMatchers.safeParse(row.matchers)
  if (!matchers.success) return []
  return [{ id: row.id, matchers: matchers.data, startsAtMs: row.startsAt.getTime(), endsAtMs: row.endsAt.getTime() }]
}

function parseNotice(row: {
  alertId: string
  transition: string
  kind: string
  alert: unknown
  queuedAt: Date
}): WaitingNotice[] {
  const [kind, alert] = [toldKind.safeParse(row.kind), noticeAlertSchema.safeParse(row.alert)]
  if (!kind.success || !alert.success) return []
  return [
    { alertId: row.alertId, key: row.transition, kind: kind.data, alert: alert.data, queuedAt: row.queuedAt.getTime() },
  ]
}
