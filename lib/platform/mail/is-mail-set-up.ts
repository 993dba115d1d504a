import { getEnv } from '../env/env'
import type { Env } from '../env/schema'

type MailSettings = Pick<Env, 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_USER' | 'ALERT_EMAIL_ENABLED'>

/** The defaults point at a mail server on this machine, which may or may not be there; nobody has asked for it. */
export const isMailSetUp = ({ SMTP_HOST, SMTP_PORT, SMTP_USER, ALERT_EMAIL_ENABLED }: MailSettings = getEnv()) =>
  ALERT_EMAIL_ENABLED || SMTP_HOST !== 'localhost' || SMTP_PORT !== 25 || SMTP_USER !== undefined
