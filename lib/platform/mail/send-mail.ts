import { createHash } from 'node:crypto'
import { getEnv } from '../env/env'
import { getGuard } from '../resilience/get-guard'
import { isMailAnswer, toMailFault } from './mail-fault'
import { makeMailTransport } from './mail-transport'

export interface Mail {
  to: string | readonly string[]
  subject: string
  text: string
  html: string
  /** Default: MAIL_FROM. */
  from?: string
  /** Names the mail: sent again with the same key it has the same Message-ID, so that it is shown once. */
  key?: string
  /** Keys of mails, sent or not, that it belongs to: mail programs show them together. */
  threads?: readonly string[]
}

/** Hands a mail to the mail server and returns what that answered. Errors: MailFault, DependencyUnavailable. */
export async function sendMail(mail: Mail, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
  const env = getEnv()
  const from = mail.from ?? env.MAIL_FROM
  const name = (key: string) => nameMail(key, from)
  const work = async (attempt: AbortSignal) => {
    const { response } = await makeMailTransport(env).sendMail({
      from,
      to: typeof mail.to === 'string' ? mail.to : [...mail.to],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      ...(mail.key === undefined ? {} : { messageId: name(mail.key) }),
      references: (mail.threads ?? []).map(name),
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: attempt,
    })
    return response
  }
  try {
    return await getGuard('smtp').run(work, { signal, isFailure: (error) => !isMailAnswer(error) })
  } catch (error) {
    throw signal?.aborted ? signal.reason : toMailFault(error)
  }
}

/** A Message-ID as RFC 5322 wants it, made of the key alone. */
function nameMail(key: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'autograph.invalid'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`
}
