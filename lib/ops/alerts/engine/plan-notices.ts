import { newId } from '@/lib/core/ids'
import type { AlertNotice, NoticeAlert } from '../notice'
import { findKnown } from './alert-state'
import type { Told } from './effect'
import type { Due } from './evaluate-alerts'

/** Something to tell that has not been sent yet. */
export interface WaitingNotice {
  alertId: string
  /** Names it within its alert. */
  key: string
  kind: Told
  alert: NoticeAlert
  queuedAt: number
}

export interface NoticeGroup {
  notice: AlertNotice
  parts: readonly WaitingNotice[]
}

interface Plan {
  groups: NoticeGroup[]
  /** When the next group is complete at the latest; null when none waits. */
  nextAt: number | null
}

interface Planning {
  waiting: readonly WaitingNotice[]
  dues: readonly Due[]
  /** How long a notice may wait for others of its kind. */
  groupMs: number
  now: number
  makeId?: () => string
}

/** In the order in which they are sent: nobody hears of an end before its beginning. */
const kinds = ['triggered', 'flapping', 'escalated', 'resolved'] as const satisfies readonly Told[]

/** More are sent in several notices. */
const mostAtOnce = 50

/**
 * Puts together what is told at about the same time. A notice waits only while another one is about to join it, so that a
 * single alert is told at once.
 */
export function planNotices({ waiting, dues, groupMs, now, makeId = newId }: Planning): Plan {
  const plan: Plan = { groups: [], nextAt: null }
  for (const kind of kinds) {
    const parts = waiting.filter((one) => one.kind === kind)
    if (parts.length === 0) continue
    const untilMs = Math.min(...parts.map(({ queuedAt }) => queuedAt)) + groupMs
    if (now < untilMs && isJoined(kind, dues, untilMs)) plan.nextAt = Math.min(plan.nextAt ?? untilMs, untilMs)
    else plan.groups.push(...makeGroups(kind, parts, { now, makeId }))
  }
  return plan
}

function makeGroups(
  kind: Told,
  parts: readonly WaitingNotice[],
  { now, makeId }: { now: number; makeId: () => string },
): NoticeGroup[] {
  const groups: NoticeGroup[] = []
  for (let from = 0; from < parts.length; from += mostAtOnce) {
    const some = parts.slice(from, from + mostAtOnce)
    const alerts = some.map(({ alert }) => alert)
    groups.push({ notice: { id: makeId(), kind, at: new Date(now).toISOString(), alerts }, parts: some })
  }
  return groups
}

/** Whether something that falls due in time will have the same to tell. */
const isJoined = (kind: Told, dues: readonly Due[], untilMs: number): boolean =>
  dues.some(({ state, at }) => at <= untilMs && tells(kind, state))

function tells(kind: Told, state: Due['state']): boolean {
  const known = findKnown(state)
  switch (known.phase) {
    case 'pending':
      return kind === 'triggered' || kind === 'flapping'
    case 'firing':
      return kind === (known.incident.isTold ? 'escalated' : 'triggered')
    case 'recovering':
      return kind === 'resolved' && known.incident.isTold
    default:
      return false
  }
}
