import { newId } from '@/lib/core/ids'

export const correlationHeader = 'x-correlation-id'

const acceptable = /^[A-Za-z0-9._-]{8,128}$/

/** One that we may repeat in headers and logs. */
export const isCorrelationId = (text: string): boolean => acceptable.test(text)

/** The id the caller gave this request, when it is acceptable; else a new one. */
export function readCorrelationId(headers: Headers): string {
  const given = headers.get(correlationHeader)
  return given && isCorrelationId(given) ? given : newId()
}
