import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a key for reading may not: change anything, whatever its person may. Errors: forbidden. */
export function assertScope(actor: Actor, method: string): void {
  if (actor.type !== 'user' || !actor.key || actor.key.mayWrite || reading.has(method)) return
  throw new AppError('forbidden', 'This API key may only read. Make one with the scope write. Nothing was changed.')
}
