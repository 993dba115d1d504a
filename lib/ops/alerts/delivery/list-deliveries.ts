import { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { listDeliveryRows } from './deliveries'
import { presentDelivery } from './present'
import type { DeliveryPageDto, ListDeliveriesQuery } from './schema'

const place = z.tuple([z.iso.datetime(), z.string(), z.string()])

/** What was and is being delivered, the latest first. Errors: unauthenticated, not_found, invalid_input. */
export async function listDeliveries({
  actor,
  query,
}: {
  actor: Actor
  query: ListDeliveriesQuery
}): Promise<DeliveryPageDto> {
  assertAdmin(actor)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const { rows, total } = await listDeliveryRows({ ...query, after })
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const next = last && JSON.stringify([last.createdAt.toISOString(), last.noticeId, last.channelId])
  return {
    items: items.map(presentDelivery),
    nextCursor: next ? Buffer.from(next).toString('base64url') : null,
    total,
  }
}

function decodeCursor(text: string) {
  try {
    const [createdAt, noticeId, channelId] = place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { createdAt: new Date(createdAt), noticeId, channelId }
  } catch {
    const message = 'This cursor was not made by this list.'
    throw new AppError('invalid_input', `${message} Ask for the first page again.`, {
      errors: [{ path: 'cursor', code: 'invalid_cursor', message }],
    })
  }
}
