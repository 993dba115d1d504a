import { describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '@/lib/core/time'
import { chooseSigningKey, mayVerify } from './choose-signing-key'

const now = 100 * dayMs
const aged = (days: number, name = '') => ({ createdAtMs: now - days * dayMs, name })

describe('the key that signs', () => {
  it.each([
    ['there is none', [], null],
    ['one is new', [aged(0, 'new')], 'new'],
    ['there are two', [aged(29, 'old'), aged(1, 'new')], 'new'],
    ['the newest is too old', [aged(30, 'old'), aged(60, 'older')], null],
  ])('when %s', (_, keys, name) => {
    expect(chooseSigningKey(keys, now)?.name ?? null).toBe(name)
  })
})

it('a key verifies until whatever it has signed is over', () => {
  expect(mayVerify(aged(30), now)).toBe(true)
  expect(mayVerify({ createdAtMs: now - 30 * dayMs - hourMs }, now)).toBe(true)
  expect(mayVerify({ createdAtMs: now - 30 * dayMs - 2 * hourMs }, now)).toBe(false)
})
