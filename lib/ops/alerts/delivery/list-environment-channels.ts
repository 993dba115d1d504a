import type { Env } from '@/lib/platform/env/schema'
import type { Channel } from './channel'

/** The channels that the settings of the server make; there whether the database is or not. */
export function listEnvironmentChannels(env: Env): Channel[] {
  const channels: Channel[] = []
  const shared = { origin: 'environment', minimumSeverity: env.ALERT_MINIMUM_SEVERITY, enabled: true } as const
  if (env.ALERT_EMAIL_ENABLED && env.ALERT_EMAIL_TO) {
    const to = env.ALERT_EMAIL_TO.split(',').map((address) => address.trim())
    channels.push({ ...shared, id: 'email', name: 'E-mail', kind: 'email', settings: { kind: 'email', to } })
  }
  if (env.ALERT_SLACK_ENABLED && env.ALERT_SLACK_WEBHOOK_URL) {
    const settings = { kind: 'slack', webhookUrl: env.ALERT_SLACK_WEBHOOK_URL } as const
    channels.push({ ...shared, id: 'slack', name: 'Slack', kind: 'slack', settings })
  }
  return channels
}
