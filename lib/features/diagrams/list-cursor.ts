import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import { type DiagramId, idPattern } from '@/lib/core/ids'
import { type DiagramSort, diagramSort, type SortOrder, sortOrder } from './schema'

/** Where a page ended: the sort key and the id of its last row, and the order both were read in. */
export interface ListCursor {
  sort: DiagramSort
  order: SortOrder
  key: string
  id: DiagramId
}

const wire = z.tuple([diagramSort, sortOrder, z.string(), z.string().regex(idPattern)])
const instant = z.iso.datetime()

export function encodeCursor({ sort, order, key, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([sort, order, key, id])).toString('base64url')
}

/** Errors: invalid_input for a cursor that is not ours, or that belongs to another order of the list. */
export function decodeCursor(text: string, list: { sort: DiagramSort; order: SortOrder }): ListCursor {
  const parsed = wire.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!parsed.success) throw badCursor('This cursor was not made by this list.')
  const [sort, order, key, id] = parsed.data
  if (sort !== list.sort || order !== list.order) throw badCursor('This cursor belongs to another order of the list.')
  if (sort === 'title' ? key.includes('\0') : !instant.safeParse(key).success) {
    throw badCursor('This cursor was not made by this list.')
  }
  return { sort, order, key, id: id as DiagramId }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const badCursor = (message: string) =>
  new AppError('invalid_input', `${message} Ask for the first page again.`, {
    errors: [{ path: 'cursor', code: 'invalid_cursor', message }],
  })
