import { describe, expect, it } from 'vitest'
import { testAlert, testNotice } from '@/lib/testing/notices'
import type { AlertNotice } from '../../notice'
import { computeSubject } from '../describe-notice'
import { renderDiscord } from './render-discord'
import { renderMail } from './render-mail'
import { renderNtfy } from './render-ntfy'
import { renderSlack } from './render-slack'
import { renderTeams } from './render-teams'
import { renderTelegram } from './render-telegram'
import { renderWebhook } from './render-webhook'

const resolved = testNotice({
  kind: 'resolved',
  alerts: [
    testAlert({ status: 'resolved', resolvedAt: '2026-03-10T12:09:00.000Z', durationSeconds: 540, escalationCount: 1 }),
  ],
})
const escalated = testNotice({ kind: 'escalated', alerts: [testAlert({ escalationCount: 2 })] })
const many = testNotice({
  alerts: Array.from({ length: 9 }, (_, index) =>
    testAlert({ alertId: `a${index}`, name: `CPU of ${index} high`, type: 'threshold', severity: 'warning' }),
  ),
})

describe('the subject', () => {
  it.each<[string, AlertNotice]>([
    ['CRITICAL ALERT: Database Down', testNotice()],
    ['ESCALATION 2: CRITICAL ALERT: Database Down', escalated],
    ['RESOLVED: Database Down', resolved],
    ['FLAPPING: CRITICAL ALERT: Database Down', testNotice({ kind: 'flapping' })],
    ['TEST: Database Down', testNotice({ kind: 'test' })],
    ['WARNING ALERT: CPU of 0 high and 8 more', many],
  ])('%s', (subject, notice) => {
    expect(computeSubject(notice)).toBe(subject)
  })
})

describe('a mail', () => {
  it('says it in plain text', () => {
    expect(renderMail(testNotice())).toMatchObject({
      subject: 'CRITICAL ALERT: Database Down',
      text: `CRITICAL ALERT: Database Down

Service: Database
Status: active, critical
Duration: 5 min 12 s
Triggered: 2026-03-10 12:00:00 UTC
Escalation count: 0
Runbook: docs/RUNBOOK.md#service_down
Message: It does not answer.
Affects: Sign-in, Diagrams
Link: https://draw.example.org/admin/status

Sent by AutoGraph.
`,
    })
  })

  it('says the same in HTML that loads nothing', () => {
    const { html } = renderMail(resolved)
    expect(html.replace(/ style="[^"]*"/g, '')).toBe(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"></head>
<body>
<h1>RESOLVED: Database Down</h1>
<table><tr><th align="left">Service</th><td>Database</td></tr><tr><th align="left">Status</th><td>resolved</td></tr><tr><th align="left">Duration</th><td>9 min</td></tr><tr><th align="left">Triggered</th><td>2026-03-10 12:00:00 UTC</td></tr><tr><th align="left">Resolved</th><td>2026-03-10 12:09:00 UTC</td></tr><tr><th align="left">Escalation count</th><td>1</td></tr><tr><th align="left">Message</th><td>It does not answer.</td></tr></table>
<p>Affects: Sign-in, Diagrams</p>
<p><a href="https://draw.example.org/admin/status">Open in AutoGraph</a></p>
<p>Sent by AutoGraph.</p></body></html>`,
    )
    expect(html).not.toMatch(/src=|url\(/)
  })

  it('of several alerts has the first five and counts the rest', () => {
    const { text } = renderMail(many)
    expect(text.match(/^CPU of \d high$/gm)).toHaveLength(5)
    expect(text).toContain('And 4 more.')
  })
})

it('Slack: header, fields, message, context', () => {
  expect(renderSlack(escalated)).toEqual({
    text: '🔴 ESCALATION 2: CRITICAL ALERT: Database Down',
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: '🔴 ESCALATION 2: CRITICAL ALERT: Database Down', emoji: false },
      },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Service*' },
          { type: 'plain_text', text: 'Database', emoji: false },
          { type: 'mrkdwn', text: '*Status*' },
          { type: 'plain_text', text: 'active, critical', emoji: false },
          { type: 'mrkdwn', text: '*Duration*' },
          { type: 'plain_text', text: '5 min 12 s', emoji: false },
          { type: 'mrkdwn', text: '*Triggered*' },
          { type: 'plain_text', text: '2026-03-10 12:00:00 UTC', emoji: false },
          { type: 'mrkdwn', text: '*Escalation count*' },
          { type: 'plain_text', text: '2', emoji: false },
        ],
      },
      { type: 'section', text: { type: 'plain_text', text: 'It does not answer.', emoji: false } },
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'Runbook: docs/RUNBOOK.md#service_down', emoji: false },
          { type: 'plain_text', text: 'Affects: Sign-in, Diagrams', emoji: false },
          { type: 'mrkdwn', text: '<https://draw.example.org/admin/status|Open in AutoGraph>' },
        ],
      },
      {
        type: 'context',
        elements: [{ type: 'plain_text', text: 'escalated · AutoGraph · 2026-03-10 12:05:12 UTC', emoji: false }],
      },
    ],
  })
  expect(renderSlack(resolved).text).toBe('✅ RESOLVED: Database Down')
})

it('Discord: an embed for each alert, nobody called', () => {
  expect(renderDiscord(testNotice())).toEqual({
    content: '**CRITICAL ALERT\\: Database Down**',
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: 'Database Down',
        description: 'It does not answer\\.\nAffects\\: Sign\\-in, Diagrams',
        url: 'https://draw.example.org/admin/status',
        color: 0xb42318,
        fields: [
          { name: 'Service', value: 'Database', inline: true },
          { name: 'Status', value: 'active, critical', inline: true },
          { name: 'Duration', value: '5 min 12 s', inline: true },
          { name: 'Triggered', value: '2026\\-03\\-10 12\\:00\\:00 UTC', inline: true },
          { name: 'Escalation count', value: '0', inline: true },
          { name: 'Runbook', value: 'docs/RUNBOOK\\.md\\#service\\_down', inline: true },
        ],
        footer: { text: 'AutoGraph · 2026-03-10 12:05:12 UTC' },
      },
    ],
  })
})

it('Teams: an adaptive card of runs of text', () => {
  const [{ contentType, content }] = renderTeams(testNotice()).attachments
  expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
  expect(content.body.map(({ inlines }) => inlines.map(({ text }) => text).join(''))).toEqual([
    'CRITICAL ALERT: Database Down',
    'Service: Database',
    'Status: active, critical',
    'Duration: 5 min 12 s',
    'Triggered: 2026-03-10 12:00:00 UTC',
    'Escalation count: 0',
    'Runbook: docs/RUNBOOK.md#service_down',
    'It does not answer.',
    'Affects: Sign-in, Diagrams',
    'AutoGraph · 2026-03-10 12:05:12 UTC',
  ])
  expect(content.actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Open in AutoGraph', url: 'https://draw.example.org/admin/status' },
  ])
})

it('Telegram: HTML', () => {
  expect(renderTelegram(testNotice())).toEqual({
    text: `🔴 <b>CRITICAL ALERT: Database Down</b>

Service: Database
Status: active, critical
Duration: 5 min 12 s
Triggered: 2026-03-10 12:00:00 UTC
Escalation count: 0
Runbook: docs/RUNBOOK.md#service_down
It does not answer.
Affects: Sign-in, Diagrams
<a href="https://draw.example.org/admin/status">Open in AutoGraph</a>`,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  })
})

it('ntfy: plain text that makes a phone ring', () => {
  expect(renderNtfy(testNotice())).toEqual({
    title: 'CRITICAL ALERT: Database Down',
    message:
      'Service: Database\nStatus: active, critical\nDuration: 5 min 12 s\nTriggered: 2026-03-10 12:00:00 UTC\nEscalation count: 0\nRunbook: docs/RUNBOOK.md#service_down\nIt does not answer.\nAffects: Sign-in, Diagrams',
    priority: 5,
    tags: ['rotating_light'],
    click: 'https://draw.example.org/admin/status',
  })
  expect(renderNtfy(resolved)).toMatchObject({ priority: 3, tags: ['white_check_mark'] })
})

it('the generic webhook: the names of GET /alerts', () => {
  expect(renderWebhook(testNotice())).toEqual({
    version: 1,
    id: 'notice1',
    kind: 'triggered',
    at: '2026-03-10T12:05:12.000Z',
    alerts: [
      {
        alert_id: 'service_down_database',
        name: 'Database Down',
        type: 'service_down',
        service_id: 'database',
        service_name: 'Database',
        severity: 'critical',
        status: 'active',
        triggered_at: '2026-03-10T12:00:00.000Z',
        resolved_at: null,
        acknowledged_at: null,
        escalation_count: 0,
        down_duration_seconds: 312,
        message: 'It does not answer.',
        affects: ['Sign-in', 'Diagrams'],
        url: 'https://draw.example.org/admin/status',
        runbook: 'docs/RUNBOOK.md#service_down',
      },
    ],
  })
})
