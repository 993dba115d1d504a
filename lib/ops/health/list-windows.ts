import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { presentWindow } from './present-window'
import * as repo from './repo-windows'
import type { WindowPageDto } from './schema-maintenance'

interface ListWindows {
  actor: Actor
  query: { limit: number; cursor?: string | undefined }
}

/** Planned, active and past, the latest first. Errors: unauthenticated, not_found. */
export async function listWindows({ actor, query: { limit, cursor } }: ListWindows): Promise<WindowPageDto> {
  assertAdmin(actor)
  const { rows, total } = await repo.listWindows({ limit, after: cursor ?? null })
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => presentWindow(row)),
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total,
  }
}
