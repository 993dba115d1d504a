import { describe, expect, it } from 'vitest'
import { hostile, testAlert, testNotice } from '@/lib/testing/notices'
import { renderDiscord } from './render-discord'
import { renderMail } from './render-mail'
import { renderNtfy } from './render-ntfy'
import { renderSlack } from './render-slack'
import { renderTeams } from './render-teams'
import { renderTelegram } from './render-telegram'

describe('what others have named', () => {
  const notice = testNotice({
    alerts: [
      testAlert({
        name: hostile,
        serviceName: hostile,
        message: hostile,
        affects: [hostile],
        url: 'javascript:alert(1)',
      }),
      testAlert({ type: 'other', name: hostile, url: `https://draw.example.org/?a=<b>|"'` }),
    ],
  })

  it('breaks no line of a mail, and is no markup in it', () => {
    const { subject, text, html } = renderMail(notice)
    expect(subject).not.toMatch(/[\r\n\u202e]/)
    expect(text.split('\n').filter((line) => /^Bcc/i.test(line))).toEqual([])
    expect(html).not.toMatch(/<script|<b>|javascript:/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('&amp;amp;')
    expect(html).toContain('href="https://draw.example.org/?a=%3Cb%3E|%22%27"')
  })

  it('is nothing in Slack: it stands in plain text only, and our links keep their end', () => {
    const { text, blocks } = renderSlack(notice)
    const marked = JSON.stringify(blocks).match(/\{"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? []
    expect(marked.filter((one) => !/"\*[\w ]+\*"$/.test(one))).toEqual([
      `{"type":"mrkdwn","text":"<https://draw.example.org/?a=%3Cb%3E%7C%22%27|Open in AutoGraph>"`,
    ])
    expect(text).not.toMatch(/[<>]/)
  })

  it('calls nobody and links nowhere in Discord', () => {
    const message = JSON.stringify(renderDiscord(notice))
    expect(message).not.toMatch(/[^\\]<|@everyone|https:\/\/evil|[^\\]\]\(|javascript/)
  })

  it('is nothing in Teams, whose runs of text know no markup', () => {
    const [{ content }] = renderTeams(notice).attachments
    expect(new Set(content.body.flatMap(({ inlines }) => inlines.map(({ type }) => type)))).toEqual(
      new Set(['TextRun']),
    )
    expect(content.actions).toHaveLength(1)
    expect(JSON.stringify(content)).not.toContain('\\u202e')
  })

  it('is no markup in Telegram', () => {
    const { text } = renderTelegram(notice)
    expect(text.match(/<[^>]+>/g)).toEqual([
      ...['<b>', '</b>', '<b>', '</b>', '<b>', '</b>'],
      `<a href="https://draw.example.org/?a=%3Cb%3E|%22%27">`,
      '</a>',
    ])
  })

  it('keeps every message within what the other side takes', () => {
    const long = testNotice({
      alerts: Array.from({ length: 40 }, () =>
        testAlert({
          type: 'x',
          name: '*'.repeat(5_000),
          serviceName: '<'.repeat(5_000),
          message: '_'.repeat(9_000),
          affects: Array.from({ length: 50 }, () => '&'.repeat(500)),
        }),
      ),
    })
    const { blocks } = renderSlack(long)
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(renderSlack(long).blocks[0]).toMatchObject({ text: { text: expect.stringMatching(/^.{1,150}$/u) } })
    const { embeds, content } = renderDiscord(long)
    expect(content.length).toBeLessThanOrEqual(2_000)
    const size = embeds.map(
      ({ title, description, fields, footer }) =>
        [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])].join('').length,
    )
    expect(size.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(6_000)
    expect(
      renderTelegram(long)
        .text.replace(/<[^>]+>/g, '')
        .replace(/&\w+;/g, '&').length,
    ).toBeLessThanOrEqual(4_096)
    expect(Buffer.byteLength(renderNtfy(long).message)).toBeLessThanOrEqual(4_096)
    expect(JSON.stringify(renderTeams(long)).length).toBeLessThan(28_000)
  })
})
