import type { IncidentRow } from './repo'
import type { IncidentDto } from './schema'

export const presentIncident = (row: IncidentRow): IncidentDto => ({
  id: row.id,
  title: row.title,
  publicTitle: row.publicTitle,
  status: row.status,
  impact: row.impact,
  components: row.componentIds,
  isPublic: row.isPublic,
  isAutomatic: row.root !== null,
  endsByItself: row.endsByItself,
  author: row.createdBy?.name ?? null,
  startedAt: row.startedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  alerts: listAlertNames(row),
  updates: row.updates.map(({ id, kind, text, isPublic, isAutomatic, author, at, editedAt }) => ({
    ...{ id, kind, text, isPublic, isAutomatic },
    author: author?.name ?? null,
    at: at.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  })),
})

function listAlertNames({ alerts }: IncidentRow): string[] {
  const byStart = alerts.toSorted((a, b) => a.alert.startedAt.getTime() - b.alert.startedAt.getTime())
  return [...new Set(byStart.map(({ alert }) => alert.name))]
}
