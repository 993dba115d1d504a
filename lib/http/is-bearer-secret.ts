import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header is this secret as a bearer token; how long that takes to see tells nothing of it. */
export function isBearerSecret(authorization: string | null, secret: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(secret))
}

/** Of one length, whatever was sent, as the comparison wants it. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
