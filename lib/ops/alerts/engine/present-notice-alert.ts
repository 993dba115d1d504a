import { secondMs } from '@/lib/core/time'
import type { NoticeAlert } from '../notice'
import type { Effect } from './effect'
import type { Subject } from './subject'

interface Told {
  subject: Subject
  effect: Effect
  now: number
  url: string
}

const toIso = (ms: number): string => new Date(ms).toISOString()

/** The alert as people are told of it at this moment. */
export function presentNoticeAlert({ subject, effect: { kind, incident }, now, url }: Told): NoticeAlert {
  const isOver = kind === 'resolved'
  return {
    alertId: subject.alertId,
    name: subject.name,
    type: subject.type,
    serviceId: subject.serviceId,
    serviceName: subject.serviceName,
    severity: subject.severity,
    status: isOver ? 'resolved' : 'active',
    triggeredAt: toIso(incident.triggeredAt),
    resolvedAt: isOver ? toIso(now) : null,
    acknowledgedAt: incident.acknowledgedAt === null ? null : toIso(incident.acknowledgedAt),
    escalationCount: incident.escalationCount,
    durationSeconds: Math.max(0, Math.round((now - incident.startedAt) / secondMs)),
    message: subject.message,
    url,
    affects: subject.affects,
  }
}
