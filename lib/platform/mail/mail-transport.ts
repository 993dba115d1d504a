import { createTransport } from 'nodemailer'
import { secondMs } from '@/lib/core/time'
import type { Env } from '../env/schema'

export type SmtpSettings = Pick<Env, 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_TLS'>

const smtpsPort = 465

/** How to reach the mail server. Without a password whatever encryption there is is used; with one it has to be there and right. */
export function computeMailConnection({
  SMTP_HOST,
  SMTP_PORT,
  SMTP_USER,
  SMTP_TLS,
}: Omit<SmtpSettings, 'SMTP_PASSWORD'>) {
  const isSecure = SMTP_PORT === smtpsPort && SMTP_TLS !== 'never'
  const isStrict = SMTP_TLS === 'always' || (SMTP_TLS === 'auto' && SMTP_USER !== undefined)
  return {
    host: SMTP_HOST,
    port: SMTP_PORT,
    secure: isSecure,
    requireTLS: isStrict && !isSecure,
    ignoreTLS: SMTP_TLS === 'never',
    tls: { rejectUnauthorized: isStrict },
  }
}

/** A connection of its own for each mail. */
export function makeMailTransport(settings: SmtpSettings) {
  const { SMTP_USER, SMTP_PASSWORD } = settings
  return createTransport({
    ...computeMailConnection(settings),
    ...(SMTP_USER === undefined ? {} : { auth: { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' } }),
    connectionTimeout: 5 * secondMs,
    greetingTimeout: 10 * secondMs,
    socketTimeout: 15 * secondMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
