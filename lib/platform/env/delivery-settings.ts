import { z } from 'zod'
import { oneOf, wholeNumber, yesOrNo } from './setting-types'

const httpAddress = (example: string) => z.url({ protocol: /^https?$/, error: `must be an address such as ${example}` })
const severities = ['critical', 'warning', 'info'] as const
const mailbox = /^(?:[^<>\r\n",;]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/
const address = z.string().regex(mailbox, { error: 'must be an address such as AutoGraph <draw@example.org>' })
const addresses = z.string().refine((text) => text.split(',').every((one) => mailbox.test(one.trim())), {
  error: 'must be addresses such as ann@example.org, ben@example.org',
})

/** How notices and mail leave this server. */
export const deliverySettings = {
  SMTP_HOST: z.string().default('localhost').describe('Mail server that takes our mail.'),
  SMTP_PORT: wholeNumber({ from: 1, to: 65_535 })
    .default(25)
    .describe('Its TCP port; 465 is encrypted from the start.'),
  SMTP_USER: z.string().optional().describe('Name to sign in with. Default: no sign-in.'),
  SMTP_PASSWORD: z.string().optional().describe('The password that goes with it.'),
  SMTP_TLS: oneOf(['auto', 'always', 'never'])
    .default('auto')
    .describe(
      '`auto`: encrypted when the server can; with `SMTP_USER` only encrypted and with a valid certificate. `always`: so without it too. `never`: plain.',
    ),
  MAIL_FROM: address.default('AutoGraph <autograph@localhost>').describe('Whom our mail comes from.'),
  ALERT_EMAIL_ENABLED: yesOrNo.describe('`true` sends alerts by e-mail.'),
  ALERT_EMAIL_TO: addresses.optional().describe('Who gets them: addresses separated by commas.'),
  ALERT_EMAIL_FROM: address.optional().describe('Whom they come from. Default: `MAIL_FROM`.'),
  ALERT_SLACK_ENABLED: yesOrNo.describe('`true` sends alerts to Slack.'),
  ALERT_SLACK_WEBHOOK_URL: httpAddress('https://hooks.slack.com/services/…')
    .optional()
    .describe('An incoming webhook of Slack.'),
  ALERT_MINIMUM_SEVERITY: oneOf(severities)
    .default('warning')
    .describe('The least that these two tell of: `critical`, `warning` or `info`. Other channels are made by admins.'),
  ALERT_HEARTBEAT_URL: httpAddress('https://hc.example.org/ping/…')
    .optional()
    .describe(
      'Asked (GET) whenever alert rules were evaluated, so that a service elsewhere notices when they are not.',
    ),
}

/** A channel that is switched on and cannot send would be silent when it matters. */
export function findDeliveryFaults(set: Record<string, string | undefined>): string[] {
  const needs = [
    ['ALERT_EMAIL_ENABLED', 'ALERT_EMAIL_TO'],
    ['ALERT_SLACK_ENABLED', 'ALERT_SLACK_WEBHOOK_URL'],
    ['SMTP_USER', 'SMTP_PASSWORD'],
  ] as const
  return needs
    .filter(([name, needed]) => !['false', '0', undefined].includes(set[name]) && set[needed] === undefined)
    .map(([name, needed]) => `${name} is set without ${needed}`)
}
