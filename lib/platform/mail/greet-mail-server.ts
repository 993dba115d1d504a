import SmtpConnection from 'nodemailer/lib/smtp-connection'
import { getEnv } from '../env/env'
import { toMailFault } from './mail-fault'
import { computeMailConnection } from './mail-transport'

/**
 * Waits until the mail server introduces itself, says hello and goodbye. It signs in nowhere and encrypts nothing that it need
 * not, so that it can be done often, and its failures open no circuit. Errors: MailFault.
 */
export async function greetMailServer({
  timeoutMs,
  signal,
}: {
  timeoutMs: number
  signal?: AbortSignal
}): Promise<void> {
  const connection = new SmtpConnection({
    ...computeMailConnection(getEnv()),
    requireTLS: false,
    ignoreTLS: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  const hangUp = () => connection.close()
  signal?.addEventListener('abort', hangUp, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(new Error('the mail server hung up')))
      connection.connect((error) => (error ? reject(error) : resolve()))
    })
    connection.quit()
  } catch (error) {
    connection.close()
    throw signal?.aborted ? signal.reason : toMailFault(error)
  } finally {
    signal?.removeEventListener('abort', hangUp)
  }
}
