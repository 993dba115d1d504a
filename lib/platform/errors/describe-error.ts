import { redactAll } from '../log/redact-text'

export interface ErrorText {
  name: string
  message: string
  stack: string | null
}

const maxMessage = 1_000
const maxStack = 8_000
const maxCauses = 3

/** Whose addresses they are is nothing that an error needs to say. */
const eMail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/** What follows an address in a stack, lines and columns, stays. */
const queries = /(https?:\/\/[^\s?#"')]+)[?#][^\s"':)]*/g

/** Fit to be kept: no secrets, no e-mail addresses, no queries of addresses, no NUL, and not longer than that. */
export function makeSafeText(text: string, maxLength: number, secrets: RegExp | null = null): string {
  return (
    redactAll(text.slice(0, 2 * maxLength).replace(queries, '$1'), secrets)
      .replace(eMail, '[e-mail]')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and terminals obey the others.
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, '')
      .slice(0, maxLength)
  )
}

/** What was thrown, in words: anything can be. */
export function describeError(thrown: unknown, secrets: RegExp | null = null): ErrorText {
  const error = thrown instanceof Error ? thrown : null
  const message = error ? error.message : readMessage(thrown)
  const stack = error ? listStacks(error).join('\ncaused by ') : null
  return {
    name: makeSafeText(error?.name || 'Error', 100, secrets),
    message: makeSafeText(message || 'no message', maxMessage, secrets),
    stack: stack && makeSafeText(stack, maxStack, secrets),
  }
}

function listStacks(error: Error, depth = 0): string[] {
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause instanceof Error && depth < maxCauses ? [own, ...listStacks(error.cause, depth + 1)] : [own]
}

function readMessage(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message)
  return `thrown: ${thrown === null ? 'null' : typeof thrown}`
}
