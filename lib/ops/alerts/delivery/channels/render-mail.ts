import { escapeHtml } from '@/lib/core/escape-html'
import type { AlertNotice } from '../../notice'
import { type DescribedAlert, type DescribedNotice, describeNotice } from '../describe-notice'

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** A notice as a mail, in plain text and in HTML that loads nothing. */
export function renderMail(notice: AlertNotice): RenderedMail {
  const described = describeNotice(notice)
  return { subject: described.subject, text: renderText(described), html: renderHtml(described) }
}

function renderText({ subject, alerts, more }: DescribedNotice): string {
  const blocks = alerts.map((alert) =>
    [
      ...(alerts.length > 1 ? [alert.title] : []),
      ...alert.facts.map(({ label, value }) => `${label}: ${value}`),
      `Message: ${alert.message}`,
      ...(alert.affects ? [alert.affects] : []),
      ...(alert.url ? [`Link: ${alert.url}`] : []),
    ].join('\n'),
  )
  return `${[subject, ...blocks, ...(more > 0 ? [`And ${more} more.`] : []), 'Sent by AutoGraph.'].join('\n\n')}\n`
}

const colours: Record<DescribedNotice['tone'], string> = {
  critical: '#b42318',
  warning: '#93600a',
  info: '#2b50e0',
  good: '#1a7f4b',
}

function renderHtml({ subject, tone, alerts, more }: DescribedNotice): string {
  const style = `margin:0 0 16px;padding-left:12px;border-left:4px solid ${colours[tone]};font-size:18px;line-height:26px`
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head>',
    '<body style="margin:0;padding:24px;background:#fbfaf8;color:#1b1a18;font:14px/20px system-ui,sans-serif">',
    `<h1 style="${style}">${escapeHtml(subject)}</h1>`,
    ...alerts.map((alert) => renderAlert(alert, alerts.length > 1)),
    ...(more > 0 ? [`<p>And ${more} more.</p>`] : []),
    '<p style="color:#6b6862;font-size:12px">Sent by AutoGraph.</p></body></html>',
  ].join('\n')
}

function renderAlert(alert: DescribedAlert, isTitled: boolean): string {
  const rows = [...alert.facts, { label: 'Message', value: alert.message }].map(
    ({ label, value }) =>
      `<tr><th align="left" style="padding:2px 16px 2px 0;font-weight:500;color:#6b6862;white-space:nowrap">${label}</th>` +
      `<td style="padding:2px 0">${escapeHtml(value)}</td></tr>`,
  )
  return [
    ...(isTitled ? [`<h2 style="margin:16px 0 4px;font-size:14px">${escapeHtml(alert.title)}</h2>`] : []),
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    ...(alert.affects ? [`<p style="margin:8px 0">${escapeHtml(alert.affects)}</p>`] : []),
    ...(alert.url ? [`<p style="margin:8px 0"><a href="${escapeHtml(alert.url)}">Open in AutoGraph</a></p>`] : []),
  ].join('\n')
}
