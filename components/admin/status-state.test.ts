import { expect, it } from 'vitest'
import { barRanges, chartRanges } from '@/lib/ops/status/pure/ranges'
import { formatStatusHref, parseStatusState } from './status-state'

const usual = { errors: 'open', errorsCursor: undefined, range: chartRanges[0], uptime: barRanges[0] } as const

it('an address and what it says are the same thing', () => {
  expect(formatStatusHref(usual, 'errors')).toBe('/admin/status#errors')
  const state = { errors: 'resolved', errorsCursor: '1.ab', range: chartRanges[2], uptime: barRanges[3] } as const
  const href = formatStatusHref(state, 'errors')
  expect(href).toBe('/admin/status?uptime=90d&range=7d&errors=resolved&after=1.ab#errors')
  const { searchParams } = new URL(href, 'http://x')
  expect(parseStatusState(Object.fromEntries(searchParams))).toEqual(state)
})

it('what is not understood is left out', () => {
  expect(parseStatusState({ errors: 'many', range: ['1h'], uptime: '1h', after: 'x'.repeat(201) })).toEqual(usual)
})
