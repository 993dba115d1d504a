import { createHmac } from 'node:crypto'

/**
 * The headers by which a receiver knows that a body is ours and fresh: HMAC-SHA256 with the channel's secret over
 * `<timestamp>.<body>`, the timestamp in seconds since 1970.
 */
export function signWebhook({ secret, body, nowMs }: { secret: string; body: string; nowMs: number }) {
  const timestamp = String(Math.floor(nowMs / 1_000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-autograph-timestamp': timestamp, 'x-autograph-signature': `v1=${signature}` }
}
