import { expect, it } from 'vitest'
import { formatBytes, formatChange, formatMegabytes, formatMs, formatPercent } from './format-quantity'

it('sizes have the unit that people read', () => {
  expect([0, 1, 1023, 1024, 1536, 300 * 1024 ** 2, 5 * 1024 ** 5].map(formatBytes)).toEqual([
    ...['0 B', '1 B', '1,023 B', '1 kB', '1.5 kB', '300 MB', '5,120 TB'],
  ])
  expect(formatMegabytes(1536)).toBe('1.5 GB')
})

it('shares, durations and changes', () => {
  expect([0, 0.04, 9.96, 12.4].map(formatPercent)).toEqual(['0 %', '0 %', '10 %', '12 %'])
  expect([0.84, 640.4, 12_345].map(formatMs)).toEqual(['0.8 ms', '640 ms', '12.3 s'])
  expect(formatChange(-3, formatPercent)).toBe('−3 %')
  expect(formatChange(0, formatPercent)).toBe('+0 %')
})
