import { expect, it } from 'vitest'
import { formatLocalTime } from './format-local-time'

it('comes back as the same minute, in whatever zone', () => {
  for (const at of ['2026-03-29T01:30:00Z', '2026-10-25T12:59:59Z', '2026-01-01T00:00:00Z']) {
    const text = formatLocalTime(Date.parse(at))
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    expect(new Date(text).toISOString().slice(0, 16)).toBe(at.slice(0, 16))
  }
})
