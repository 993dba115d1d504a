import type { SilenceDto } from './schema'
import { silenceMatchers } from './silence'

interface SilenceRow {
  id: string
  matchers: unknown
  reason: string
  createdAt: Date
  startsAt: Date
  endsAt: Date
  author: { name: string } | null
}

export function presentSilence(row: SilenceRow, nowMs: number): SilenceDto {
  const isOver = row.endsAt.getTime() <= nowMs
  const status = isOver ? 'over' : row.startsAt.getTime() > nowMs ? 'pending' : 'active'
  return {
    id: row.id,
    matchers: silenceMatchers.catch([]).parse(row.matchers),
    reason: row.reason,
    author: row.author?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    status,
  }
}
