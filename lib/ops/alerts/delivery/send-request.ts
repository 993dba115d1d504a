import { toOneLine } from '@/lib/core/one-line'
import { secondMs } from '@/lib/core/time'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import { describeFault } from '@/lib/platform/resilience/describe-fault'

export interface DeliveryRequest {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** JSON. */
  body?: string
}

const timeoutMs = 10 * secondMs
const maxAnswerBytes = 16 * 1024
const maxAnswerLength = 500

/**
 * Sends one request and returns what was answered, `200: ok`. Redirects are not followed: what is sent, and the secret in its
 * address, is for the one who was named. Errors: OutboxFault with the answer, and with the time the other side asked for.
 */
export async function sendRequest(request: DeliveryRequest, { signal }: { signal: AbortSignal }): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(request.url, {
      method: request.method ?? 'POST',
      headers: {
        'user-agent': 'AutoGraph',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    const text = await readStart(response)
    const answer = `${response.status}${describeRest(response, text)}`.slice(0, maxAnswerLength)
    if (response.ok) return answer
    throw new OutboxFault(answer, { retryAfterMs: readRetryAfterMs(response, text) })
  } catch (error) {
    if (error instanceof OutboxFault) throw error
    throw new OutboxFault(timeout.aborted ? 'no answer in time' : describeFault(error))
  }
}

function describeRest({ status, headers }: Response, text: string): string {
  if (status >= 300 && status < 400) return `: redirects to ${readHost(headers.get('location'))}, which is not followed`
  const line = toOneLine(text, maxAnswerLength)
  return line ? `: ${line}` : ''
}

const readHost = (location: string | null): string =>
  location !== null && URL.canParse(location) ? new URL(location).host : 'another address'

/** The rest of a long answer is not waited for. */
async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader && length < maxAnswerBytes) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  await reader?.cancel().catch(() => {})
  return Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString()
}

/** In seconds or as a date (RFC 9110); Discord and Telegram say it in the body as well. */
function readRetryAfterMs({ status, headers }: Response, text: string): number {
  const header = headers.get('retry-after')
  if (header !== null) {
    const seconds = Number(header)
    const untilMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * secondMs
    return Number.isNaN(untilMs) ? 0 : Math.max(0, untilMs)
  }
  const said = status === 429 ? /"retry_after"\s*:\s*(\d{1,6}(?:\.\d+)?)/.exec(text)?.[1] : undefined
  return said === undefined ? 0 : Number(said) * secondMs
}
