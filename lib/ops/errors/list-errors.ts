import { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { presentErrorGroup } from './present'
import * as repo from './repo'
import { type ErrorPageDto, errorParams, type ListErrorsQuery } from './schema'

const cursorText = /^(\d{1,15})\.([0-9a-f]{32})$/

/** Unexpected errors, the one seen last first. Errors: unauthenticated, not_found, invalid_input. */
export async function listErrors({ actor, query }: { actor: Actor; query: ListErrorsQuery }): Promise<ErrorPageDto> {
  assertAdmin(actor)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const { rows, total } = await repo.listErrors({ ...query, after })
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(presentErrorGroup),
    nextCursor: last ? `${last.lastSeenAt.getTime()}.${last.fingerprint}` : null,
    total,
  }
}

function decodeCursor(text: string) {
  const [, atMs, fingerprint] = cursorText.exec(text) ?? []
  const parsed = z.object({ atMs: z.coerce.number(), ...errorParams.shape }).safeParse({ atMs, fingerprint })
  if (parsed.success) return { lastSeenAt: new Date(parsed.data.atMs), fingerprint: parsed.data.fingerprint }
  const message = 'This cursor was not made by this list.'
  throw new AppError('invalid_input', `${message} Ask for the first page again.`, {
    errors: [{ path: 'cursor', code: 'invalid_cursor', message }],
  })
}
