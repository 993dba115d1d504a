import { getEnv } from '@/lib/platform/env/env'
import { MailFault } from '@/lib/platform/mail/mail-fault'
import { sendMail } from '@/lib/platform/mail/send-mail'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import type { AlertNotice } from '../notice'
import { renderDiscord } from './channels/render-discord'
import { renderMail } from './channels/render-mail'
import { renderNtfy } from './channels/render-ntfy'
import { renderSlack } from './channels/render-slack'
import { renderTeams } from './channels/render-teams'
import { renderTelegram } from './channels/render-telegram'
import { renderWebhook } from './channels/render-webhook'
import { signWebhook } from './channels/sign-webhook'
import { listChannelSecrets } from './list-channel-secrets'
import type { ChannelSettings } from './schema'
import { type DeliveryRequest, sendRequest } from './send-request'

interface Post {
  settings: ChannelSettings | null
  notice: AlertNotice
  /** The same each time the same notice is sent through the same channel: receivers know it again. */
  key: string
  signal: AbortSignal
}

/** Sends a notice through a channel and returns what the other side answered. Errors: OutboxFault, DependencyUnavailable. */
export async function postNotice({ settings, notice, key, signal }: Post): Promise<string> {
  if (settings === null) throw new OutboxFault('its settings cannot be read: AUTH_SECRET has changed; enter them again')
  const hide = makeHide(settings)
  try {
    if (settings.kind === 'email') return hide(await postMail({ to: settings.to, notice, key, signal }))
    return hide(await sendRequest(makeRequest({ settings, notice, key }), { signal }))
  } catch (error) {
    if (!(error instanceof OutboxFault)) throw error
    throw new OutboxFault(hide(error.message), error)
  }
}

async function postMail({ to, notice, key, signal }: Omit<Post, 'settings'> & { to: string[] }): Promise<string> {
  const { ALERT_EMAIL_FROM: from } = getEnv()
  const threads = notice.alerts.map(({ alertId, triggeredAt }) => `${alertId} ${triggeredAt}`)
  try {
    return await sendMail({ ...renderMail(notice), to, key, threads, ...(from ? { from } : {}) }, { signal })
  } catch (error) {
    throw error instanceof MailFault ? new OutboxFault(error.message) : error
  }
}

type RequestSettings = Exclude<ChannelSettings, { kind: 'email' }>

function makeRequest({ settings, notice, key }: Omit<Post, 'signal'> & { settings: RequestSettings }): DeliveryRequest {
  const json = (url: string, message: object, headers: Record<string, string> = {}): DeliveryRequest => ({
    url,
    body: JSON.stringify(message),
    headers: { 'idempotency-key': key, ...headers },
  })
  switch (settings.kind) {
    case 'slack':
      return json(settings.webhookUrl, renderSlack(notice))
    case 'discord':
      return json(settings.webhookUrl, renderDiscord(notice))
    case 'teams':
      return json(settings.webhookUrl, renderTeams(notice))
    case 'telegram': {
      const { serverUrl, botToken, chatId } = settings
      return json(below(serverUrl, `bot${botToken}/sendMessage`), { chat_id: chatId, ...renderTelegram(notice) })
    }
    case 'ntfy': {
      const { serverUrl, topic, token } = settings
      const message = { topic, ...renderNtfy(notice) }
      return json(below(serverUrl, ''), message, token ? { authorization: `Bearer ${token}` } : {})
    }
    case 'webhook': {
      const body = JSON.stringify(renderWebhook(notice))
      const signature = signWebhook({ secret: settings.secret, body, nowMs: Date.now() })
      return { url: settings.url, body, headers: { 'idempotency-key': key, ...signature } }
    }
  }
}

const below = (url: string, path: string): string => `${url.replace(/\/+$/, '')}/${path}`

/** Whoever answers may repeat what was sent, and answers are kept and shown. */
function makeHide(settings: ChannelSettings): (answer: string) => string {
  const secrets = listChannelSecrets(settings)
  return (answer) => secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), answer)
}
