import { expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { chooseSpan } from './choose-span'

const nowMs = 100 * dayMs

it.each([
  ['the last hour', hourMs, 0, 'raw'],
  ['three hours', 3 * hourMs, 0, 'raw'],
  ['an hour of yesterday, whose readings are condensed', hourMs, dayMs - hourMs + minuteMs, 'minutes5'],
  ['a day', dayMs, 0, 'minutes5'],
  ['a week', 7 * dayMs, 0, 'hour'],
  ['ninety days', 90 * dayMs, 0, 'hour'],
] as const)('%s', (_name, lengthMs, agoMs, span) => {
  const toMs = nowMs - agoMs
  expect(chooseSpan({ fromMs: toMs - lengthMs, toMs }, nowMs)).toBe(span)
})
