import { z } from 'zod'
import { CommandError } from './command'

const example = '2026-11-23T14:05:00+01:00'
const local = z.iso.datetime({ local: true })
const moment = z.iso.datetime({ offset: true })

/** What `--at` says; throws `CommandError` with what is wrong with it. */
export function parseMoment(text: string, nowMs: number): Date | 'latest' {
  if (text === 'latest') return text
  if (!moment.safeParse(text).success) {
    throw new CommandError(
      local.safeParse(text).success
        ? `${text} has no time zone: add Z for UTC, or how far yours is ahead of it, as in ${example}.`
        : `${JSON.stringify(text)} is not a moment; say one like ${example}, or latest.`,
    )
  }
  const at = new Date(text)
  if (at.getTime() <= nowMs) return at
  throw new CommandError(
    `${text} is in the future: now it is ${new Date(nowMs).toISOString()}. For the end of the log say latest.`,
  )
}
