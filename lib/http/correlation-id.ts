import { newId } from '@/lib/core/ids'

export const correlationHeader = 'x-correlation-id'

const acceptable = /^[A-Za-z0-9._-]{8,128}$/

/** The id the caller gave this request, when it is one we may repeat in headers and logs; else a new one. */
export function readCorrelationId(headers: Headers): string {
  const given = headers.get(correlationHeader)
  return given && acceptable.test(given) ? given : newId()
}
