import type { IncidentDto, IncidentUpdateKind } from '@/lib/ops/incidents/schema'

export const updateWords: Record<IncidentUpdateKind, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  note: 'Note',
  postmortem: 'Postmortem',
}

/** What may be written now, the likeliest first. */
export function listUpdateKinds({ status }: Pick<IncidentDto, 'status'>): [IncidentUpdateKind, string][] {
  if (status === 'resolved')
    return [
      ['postmortem', 'Postmortem: what happened and what was learned'],
      ['note', 'Note'],
      ['investigating', 'It is back: investigating'],
    ]
  return [
    ['note', 'Note: nothing changes'],
    ['investigating', 'Investigating'],
    ['identified', 'Identified: the cause is known'],
    ['monitoring', 'Monitoring: it is mended, and watched'],
    ['resolved', 'Resolved: it is over'],
  ]
}
