import { AppError } from '@/lib/core/errors'
import { dayMs } from '@/lib/core/time'

const longestMs = 30 * dayMs

/** Errors: invalid_input. */
export function assertWindowTimes({ startsAt, endsAt, now }: { startsAt: Date; endsAt: Date; now: Date }): void {
  if (endsAt <= startsAt) refuse('It must be after the start.')
  if (endsAt <= now) refuse('The end has passed already.')
  if (endsAt.getTime() - startsAt.getTime() > longestMs) refuse('It may last at most 30 days.')
}

function refuse(message: string): never {
  throw new AppError('invalid_input', message, { errors: [{ path: 'ends_at', code: 'not_allowed', message }] })
}
