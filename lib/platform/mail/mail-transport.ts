import { createTransport } from 'nodemailer'
import { secondMs } from '@/lib/core/time'
import type { Env } from '../env/schema'

export type SmtpSettings = Pick<Env, 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_TLS'>

const smtpsPort = 465

/**
 * A connection of its own for each mail. Without a password whatever encryption there is is used, as between mail servers;
 * with one it has to be there and its certificate has to be right.
 */
export function makeMailTransport({ SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_TLS }: SmtpSettings) {
  const isSecure = SMTP_PORT === smtpsPort && SMTP_TLS !== 'never'
  const isStrict = SMTP_TLS === 'always' || (SMTP_TLS === 'auto' && SMTP_USER !== undefined)
  return createTransport({
    host: SMTP_HOST,
    port: SMTP_PORT,
    secure: isSecure,
    requireTLS: isStrict && !isSecure,
    ignoreTLS: SMTP_TLS === 'never',
    tls: { rejectUnauthorized: isStrict },
    ...(SMTP_USER === undefined ? {} : { auth: { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' } }),
    connectionTimeout: 5 * secondMs,
    greetingTimeout: 10 * secondMs,
    socketTimeout: 15 * secondMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
