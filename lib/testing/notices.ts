import type { AlertNotice, NoticeAlert } from '@/lib/ops/alerts/notice'

export const testAlert = (given: Partial<NoticeAlert> = {}): NoticeAlert => ({
  alertId: 'service_down_database',
  name: 'Database Down',
  type: 'service_down',
  serviceId: 'database',
  serviceName: 'Database',
  severity: 'critical',
  status: 'active',
  triggeredAt: '2026-03-10T12:00:00.000Z',
  resolvedAt: null,
  acknowledgedAt: null,
  escalationCount: 0,
  durationSeconds: 312,
  message: 'It does not answer.',
  url: 'https://draw.example.org/admin/status',
  affects: ['Sign-in', 'Diagrams'],
  ...given,
})

export const testNotice = (given: Partial<AlertNotice> = {}): AlertNotice => ({
  id: 'notice1',
  kind: 'triggered',
  at: '2026-03-10T12:05:12.000Z',
  alerts: [testAlert()],
  ...given,
})

/** What somebody might call a service to write, call or link in our name. */
export const hostile =
  '<script>alert(1)</script> <!channel> <@U1> @everyone *b* _i_ `c` [x](https://evil.example) https://evil.example\r\nBcc: all@example.org\u202e<b>&amp;'
