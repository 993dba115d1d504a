import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import { idPattern } from '@/lib/core/ids'

/** Where a page ended. */
interface ListCursor {
  key: string
  id: string
}

const text = z
  .string()
  .max(400)
  .refine((key) => !key.includes('\0'))
const wire = z.tuple([text, z.string().regex(idPattern)])

export const encodeCursor = ({ key, id }: ListCursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

/** Errors: invalid_input for what is none of ours. */
export function decodeCursor(cursor: string): ListCursor {
  try {
    const [key, id] = wire.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { key, id }
  } catch {
    const message = 'This cursor was not made by this list.'
    const errors = [{ path: 'cursor', code: 'invalid_cursor', message }]
    throw new AppError('invalid_input', `${message} Ask for the first page again.`, { errors })
  }
}
