import type { IncidentStatus, IncidentUpdateKind } from './schema'

interface Standing {
  status: IncidentStatus
  endsByItself: boolean
}

/** Where a line that a person writes moves an incident; a sentence says why it can't be written. */
export function computeNextStatus(now: Standing, kind: IncidentUpdateKind): Standing | string {
  switch (kind) {
    case 'note':
      return now
    case 'postmortem':
      return now.status === 'resolved' ? now : 'A postmortem is written when the incident is resolved.'
    case 'resolved':
      return now.status === 'resolved' ? 'It is resolved already.' : { ...now, status: kind }
    case 'investigating':
    case 'identified':
    case 'monitoring':
      // Its alerts may be long over; whoever opens it again says when it ends.
      return now.status === 'resolved' ? { status: kind, endsByItself: false } : { ...now, status: kind }
  }
}
