import { createHmac, timingSafeEqual } from 'node:crypto'

export const totpStepSeconds = 30
export const totpDigits = 6

/** The code of a step of time (RFC 6238 over RFC 4226, HMAC-SHA-1, which is what authenticator apps know). */
export function computeTotp(secret: Uint8Array, step: number, digits = totpDigits): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac[mac.length - 1]! & 0xf
  return ((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).toString().padStart(digits, '0')
}

interface Given {
  code: string
  secret: Uint8Array
  nowMs: number
}

/** The step that a code belongs to: now, or one before or after, since clocks differ. Null when to none. */
export function findTotpStep({ code, secret, nowMs }: Given): number | null {
  // Figures of other scripts are as many letters and more bytes.
  if (!/^[0-9]+$/.test(code)) return null
  const current = Math.floor(nowMs / 1_000 / totpStepSeconds)
  // All are compared, so that the time tells nothing.
  const matching = [current - 1, current, current + 1].filter((step) => isSame(computeTotp(secret, step), code))
  return matching[0] ?? null
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
