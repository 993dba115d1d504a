/**
 * Whether an `Authorization` header says by itself who asks, so that cookies count for nothing. `Basic` does not: browsers
 * send what a proxy in front of us asks for, along with the cookie, and also when another site makes them.
 */
export const isBearer = (authorization: string | null | undefined): boolean => /^bearer\s/i.test(authorization ?? '')

/** What such a header carries. */
export const readBearer = (authorization: string | null | undefined): string =>
  (authorization ?? '').replace(/^bearer\s+/i, '').trim()
