import { enqueueNotice } from '@/lib/ops/alerts/delivery/enqueue-notice'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { testNotice } from '@/lib/testing/notices'
import { startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import type { Victim } from './victim'

export interface SmtpVictim extends Victim {
  env: Record<string, string>
  /** Has a notice sent as the product does, in a transaction; the pool has to reach its database. */
  enqueue(noticeId: string): Promise<void>
  /** Subjects of the mail that has arrived, with how often each. */
  countMails(noticeId: string): number
}

/** A mail server; to be stopped or paused means that whoever connects is refused, or hears nothing. */
export async function startSmtpVictim(): Promise<SmtpVictim> {
  const server = await startRecordingMailServer()
  const proxy = await ChaosProxy.start({ getTarget: () => ({ port: server.port }) })
  const env = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(proxy.port),
    ALERT_EMAIL_ENABLED: 'true',
    ALERT_EMAIL_TO: 'operator@example.org',
  }
  return {
    env,
    stop: () => proxy.set({ refuse: true }),
    start: () => proxy.set({}),
    pause: () => proxy.set({ up: { stall: true }, down: { stall: true } }),
    resume: () => proxy.set({}),
    async enqueue(noticeId) {
      Object.assign(process.env, env)
      forget('env')
      const notice = testNotice({ id: noticeId })
      const alerts = notice.alerts.map((alert) => ({ ...alert, alertId: noticeId, message: `of ${noticeId}` }))
      await getDb().$transaction((tx) => enqueueNotice(tx, { ...notice, alerts }))
    },
    countMails: (noticeId) => server.mails.filter(({ text }) => text.includes(`of ${noticeId}`)).length,
    async end() {
      await proxy.stop()
      await server.stop()
    },
  }
}
