import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '@/lib/core/time'
import { type LinkPurpose, linkPurposes } from './link-purposes'
import { wordLink, wordNotice } from './word-letter'

const url = 'https://draw.example.org/somewhere#token'
const invitation = { team: 'Platform', by: 'Ann' }
const word = (purpose: LinkPurpose, lifetimeMs = linkPurposes[purpose].lifetimeMs - 2 * secondMs) =>
  wordLink({ purpose, url, lifetimeMs, newEmail: 'next@example.org', invitation })
const purposes = Object.keys(linkPurposes) as LinkPurpose[]

describe('a mail with a link', () => {
  it('says how long it works', () => {
    const spans = { [hourMs]: '1 hour', [dayMs]: '24 hours', [7 * dayMs]: '7 days', [14 * dayMs]: '14 days' }
    for (const purpose of purposes) {
      const span = spans[linkPurposes[purpose].lifetimeMs]
      expect(span, purpose).toBeDefined()
      expect(word(purpose).caution, purpose).toContain(`The link works once, for ${span}.`)
    }
  })

  it('that is late promises no more than is left, and of an account what is true of that one', () => {
    expect(word('reset_password', 20 * minuteMs).caution).toContain('for 20 minutes.')
    expect(word('invite', 7 * dayMs - hourMs).caution).toContain('for 6 days.')
    const { paragraphs, caution } = word('unlock', 2 * hourMs)
    expect([paragraphs[0], caution].join()).toMatch(/locked for 2 hours.*for 2 hours\. After that/)
  })

  it('says what to do for whoever did not expect it', () => {
    for (const purpose of purposes) {
      const { paragraphs, caution } = word(purpose)
      expect([...paragraphs, caution].join(' '), purpose).toMatch(
        /If (you d(id|o) not|this was not you|it was not you)/,
      )
    }
  })
})

it('a mail that only tells of something says what to do if it was not you', () => {
  const facts = { appUrl: 'https://draw.example.org', at: '2026-11-22T20:15:00.000Z', device: 'Firefox on Linux' }
  for (const notice of Object.values(wordNotice)) expect(notice(facts).caution).toMatch(/[Ii]f (it|this) was not you/)
})
