import { formatDuration } from '@/lib/core/format-duration'
import { toOneLine } from '@/lib/core/one-line'
import { type AlertNotice, type NoticeAlert, severities } from '../notice'
import { findRunbook } from '../rules/find-runbook'

/** A notice in words, the same in every channel; nothing in it breaks a line, and nothing is escaped yet. */
export interface DescribedNotice {
  /** `CRITICAL ALERT: Database Down`. */
  subject: string
  kind: AlertNotice['kind']
  /** Which colour and sign it has. */
  tone: 'critical' | 'warning' | 'info' | 'good'
  alerts: DescribedAlert[]
  /** Alerts beyond those. */
  more: number
  at: string
}

export interface DescribedAlert {
  title: string
  facts: { label: string; value: string }[]
  message: string
  /** `Affects: Sign-in, Diagrams`; empty when nothing depends on it. */
  affects: string
  /** Null when there is nothing at it that a browser should open. */
  url: string | null
}

const maxAlerts = 5
const maxAffected = 8

export function describeNotice(notice: AlertNotice): DescribedNotice {
  return {
    subject: computeSubject(notice),
    kind: notice.kind,
    tone: notice.kind === 'resolved' ? 'good' : findWorst(notice),
    alerts: notice.alerts.slice(0, maxAlerts).map(describeAlert),
    more: Math.max(0, notice.alerts.length - maxAlerts),
    at: formatTime(notice.at),
  }
}

/** The severity of the worst alert in it. */
export const findWorst = ({ alerts }: AlertNotice) =>
  severities.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? 'info'

export function computeSubject(notice: AlertNotice): string {
  const [first] = notice.alerts
  const title = first ? titleOf(first) : 'nothing'
  const others = notice.alerts.length > 1 ? ` and ${notice.alerts.length - 1} more` : ''
  return `${prefixOf(notice)}: ${title}${others}`
}

function prefixOf(notice: AlertNotice): string {
  const alert = `${findWorst(notice).toUpperCase()} ALERT`
  const escalations = Math.max(0, ...notice.alerts.map(({ escalationCount }) => escalationCount))
  switch (notice.kind) {
    case 'triggered':
      return alert
    case 'escalated':
      return `ESCALATION ${escalations}: ${alert}`
    case 'resolved':
      return 'RESOLVED'
    case 'flapping':
      return `FLAPPING: ${alert}`
    case 'test':
      return 'TEST'
  }
}

const titleOf = ({ type, serviceName, name }: NoticeAlert): string =>
  toOneLine(type === 'service_down' ? `${toOneLine(serviceName, 80)} Down` : name, 100)

function describeAlert(alert: NoticeAlert): DescribedAlert {
  const facts = [
    { label: 'Service', value: toOneLine(alert.serviceName, 100) },
    { label: 'Status', value: describeState(alert) },
    { label: 'Duration', value: formatDuration(alert.durationSeconds) },
    { label: 'Triggered', value: formatTime(alert.triggeredAt) },
    ...(alert.resolvedAt === null ? [] : [{ label: 'Resolved', value: formatTime(alert.resolvedAt) }]),
    { label: 'Escalation count', value: String(alert.escalationCount) },
    ...listRunbook(alert),
  ]
  return {
    title: titleOf(alert),
    facts,
    message: toOneLine(alert.message, 1_000),
    affects: describeAffected(alert.affects),
    url: toLink(alert.url),
  }
}

/** What is over needs nothing done. */
function listRunbook({ type, status }: NoticeAlert): { label: string; value: string }[] {
  const runbook = status === 'active' ? findRunbook(type) : null
  return runbook === null ? [] : [{ label: 'Runbook', value: runbook }]
}

function describeState({ status, severity, acknowledgedAt }: NoticeAlert): string {
  const state = status === 'resolved' ? 'resolved' : `active, ${severity}`
  return status === 'active' && acknowledgedAt !== null ? `${state}, acknowledged` : state
}

function describeAffected(names: readonly string[]): string {
  if (names.length === 0) return ''
  const shown = names.slice(0, maxAffected).map((name) => toOneLine(name, 60))
  const others = names.length > maxAffected ? ` and ${names.length - maxAffected} more` : ''
  return `Affects: ${shown.join(', ')}${others}`
}

/** `2026-03-10 12:00:00 UTC`; what is no time is left as it is. */
export function formatTime(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? toOneLine(iso, 40) : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function toLink(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}
