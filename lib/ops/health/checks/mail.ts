import { minuteMs, type Now, secondMs } from '@/lib/core/time'
import { type Check, found } from '../check'
import { often } from './timing'

interface MailDeps {
  isConfigured: boolean
  /** Whether the mail server answers. */
  greet(look: { signal: AbortSignal; timeoutMs: number }): Promise<void>
  /** Whether it would take mail of ours, without sending any: signs in where that is set up. */
  verify(signal: AbortSignal): Promise<void>
  now?: Now
}

/** Somebody else's mail server may count who signs in; in between it is only greeted. */
const verifyEveryMs = minuteMs
const longestMs = 10 * secondMs

/**
 * Greets the mail server, and each minute and after a fault goes as far as a mail would. Some let everybody wait for their
 * greeting: three times what it took is waited for, so that one that hangs is found out soon all the same.
 */
export function createMailCheck({ isConfigured, greet, verify, now = Date.now }: MailDeps): Check {
  let verifiedAtMs = Number.NEGATIVE_INFINITY
  let patienceMs = longestMs

  async function look(signal: AbortSignal): Promise<void> {
    const startedAtMs = now()
    await greet({ signal, timeoutMs: patienceMs })
    const answeredAtMs = now()
    patienceMs = Math.min(longestMs, Math.max(often.timeoutMs, 3 * (answeredAtMs - startedAtMs)))
    if (answeredAtMs - verifiedAtMs < verifyEveryMs) return
    await verify(signal)
    verifiedAtMs = answeredAtMs
  }

  return {
    component: { id: 'mail', name: 'E-mail', essential: false, needs: [], uses: [] },
    ...often,
    timeoutMs: 2 * longestMs,
    async probe(signal) {
      if (!isConfigured) return found('unknown', 'E-mail is not configured.')
      try {
        await look(signal)
        return found('up')
      } catch (error) {
        verifiedAtMs = Number.NEGATIVE_INFINITY
        const said = error instanceof Error ? error.message : undefined
        return found('down', 'E-mail cannot be sent; the mail server does not take it.', said)
      }
    },
  }
}
