import { secondMs } from '@/lib/core/time'
import { type Check, found } from '../check'
import { everyMinute } from './timing'

interface MailDeps {
  isConfigured: boolean
  /** Greets the mail server without sending anything. */
  verify(signal: AbortSignal): Promise<void>
}

/** Greets the mail server; not as often as we could, because it may be somebody else's and counts connections. */
export function createMailCheck({ isConfigured, verify }: MailDeps): Check {
  return {
    component: { id: 'mail', name: 'E-mail', essential: false, needs: [], uses: [] },
    ...everyMinute,
    everyMs: 30 * secondMs,
    confirmAfterMs: 3 * secondMs,
    async probe(signal) {
      if (!isConfigured) return found('unknown', 'E-mail is not configured.')
      try {
        await verify(signal)
        return found('up')
      } catch (error) {
        const said = error instanceof Error ? error.message : undefined
        return found('down', 'E-mail cannot be sent; the mail server does not take it.', said)
      }
    },
  }
}
