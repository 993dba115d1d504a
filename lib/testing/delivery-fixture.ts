import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { newId } from '@/lib/core/ids'
import { sealSettings } from '@/lib/ops/alerts/delivery/channel-settings-seal'
import { deliverNotice } from '@/lib/ops/alerts/delivery/deliver-notice'
import { listDeliveryRows } from '@/lib/ops/alerts/delivery/deliveries'
import { enqueueNotice } from '@/lib/ops/alerts/delivery/enqueue-notice'
import { noticeTopic } from '@/lib/ops/alerts/delivery/notice-topic'
import type { ChannelSettings } from '@/lib/ops/alerts/delivery/schema'
import type { AlertNotice } from '@/lib/ops/alerts/notice'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { startOutbox } from '@/lib/platform/outbox/start-outbox'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from './database'
import { type RecordingMailServer, startRecordingMailServer } from './recording-mail-server'
import { type RecordingWebServer, startRecordingWebServer } from './recording-web-server'
import { waitFor } from './wait-for'

/** Channels, an outbox, and a web and a mail server that write down what they get, for the tests of one file. */
export function useDelivery() {
  const database = useDatabase()
  const stops: (() => Promise<void>)[] = []
  const delivery = {
    database,
    /** Done after the test. */
    stops,
    get web() {
      return servers.web!
    },
    get mail() {
      return servers.mail!
    },
    stubEnv(values: Record<string, string>): void {
      for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
      forget('env')
    },
    start(): void {
      const options = { lookEveryMs: 50, stopWithinMs: 100, random: () => 0 }
      stops.push(startOutbox({ [noticeTopic]: deliverNotice }, options))
    },
    enqueue: (notice: AlertNotice) => getDb().$transaction((tx) => enqueueNotice(tx, notice)),
    async insertChannel(settings: ChannelSettings, more: { minimumSeverity?: string; enabled?: boolean } = {}) {
      const id = newId<string>()
      const row = { id, name: settings.kind, kind: settings.kind, minimumSeverity: 'warning', ...more }
      await getDb().alertChannel.create({ data: { ...row, sealedSettings: sealSettings(settings) } })
      return id
    },
    insertWebhook: (more = {}) =>
      delivery.insertChannel(
        { kind: 'webhook', url: `${delivery.web.url}/hook`, secret: 'a secret of the channel' },
        more,
      ),
    listRows: async () => (await listDeliveryRows({ status: 'all', limit: 50, after: null })).rows,
    untilStatus: (...expected: string[]) =>
      waitFor(`deliveries to be ${expected}`, async () => {
        const rows = await delivery.listRows()
        const statuses = rows.map(({ status }) => status).sort()
        return statuses.join() === [...expected].sort().join() ? rows : null
      }),
  }
  const servers: { web?: RecordingWebServer; mail?: RecordingMailServer } = {}

  beforeAll(async () => {
    servers.web = await startRecordingWebServer()
    servers.mail = await startRecordingMailServer()
    // Keeps this process listening, so that each worker is woken from its start.
    const messages = getProcessMessages()
    messages.subscribe('other', () => {})
    await waitFor('to listen', () => messages.listeningSinceMs)
  })
  afterAll(async () => {
    await servers.web?.stop()
    await servers.mail?.stop()
  })
  beforeEach(async () => {
    await getPool().query('TRUNCATE outbox, deliveries, alert_channels, channel_states')
    for (const name of ['alerts.directDeliveries', 'alerts.directNotices', 'resilience.guards']) forget(name)
    Object.assign(delivery.web, { requests: [], answer: (response: { end(text: string): void }) => response.end('ok') })
    Object.assign(delivery.mail, { mails: [], take: () => {} })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    forget('env')
    for (const stop of stops.splice(0)) await stop()
  })
  return delivery
}
