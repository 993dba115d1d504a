import { getSystemErrorName } from 'node:util'
import { CrossBundleError } from '@/lib/core/cross-bundle-error'
import { DependencyUnavailable } from '../resilience/dependency-unavailable'
import { describeFault } from '../resilience/describe-fault'

const longest = 500

/** A mail was not taken; `message` says why, in the words of the mail server where it gave any. */
export class MailFault extends CrossBundleError {
  static override readonly brand = 'MailFault'
}

const words: Record<string, string> = {
  ECONNRESET: 'the mail server ended the connection',
  ECONNREFUSED: 'the mail server refused the connection',
  ETIMEDOUT: 'the mail server did not answer in time',
  EDNS: 'the mail server has no known address',
  ENOTFOUND: 'the mail server has no known address',
  ETLS: 'no encrypted connection to the mail server',
  EAUTH: 'the mail server did not let us sign in',
}

/** What libraries write into a message may hold what was sent; what the server answered may not. */
export function toMailFault(error: unknown): Error {
  if (error instanceof MailFault || error instanceof DependencyUnavailable) return error
  const { response } = (error ?? {}) as { response?: unknown }
  const code = findCode(error)
  const said = typeof response === 'string' ? response.replace(/\s+/g, ' ').trim() : ''
  const why = [words[code], said].filter(Boolean).join(': ') || describeFault(error)
  return new MailFault(why.slice(0, longest), { cause: error })
}

/** nodemailer calls every fault of a connection `ESOCKET`; the number is that of the system. */
function findCode(error: unknown): string {
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown }
  if (code === 'ESOCKET' && typeof errno === 'number' && errno < 0) return getSystemErrorName(errno)
  return typeof code === 'string' ? code : ''
}

/** Whether the mail server said no to this mail or to us, and not that it cannot serve anybody. */
export function isMailAnswer(error: unknown): boolean {
  const { responseCode } = (error ?? {}) as { responseCode?: unknown }
  return typeof responseCode === 'number' && responseCode !== 421
}
