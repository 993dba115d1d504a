import { expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { attemptSignIn } from './sign-in-limits'

const clock = useTestKv()

const ann = 'ann@example.org'
const here = '198.51.100.1'
const attempt = async (result: 'right' | 'wrong', email = ann, address: string | null = here) =>
  attemptSignIn({ email, address }, async () => {
    await new Promise(setImmediate)
    return result === 'right' ? 'a session' : null
  }).catch((error) => `${error.code} ${error.retryAfterSeconds}`)

it('refuses after five failures, also with the right password, until fifteen minutes after the first', async () => {
  for (let n = 0; n < 5; n++) {
    expect(await attempt('wrong')).toBeNull()
    clock.ms += minuteMs
  }
  expect(await attempt('right')).toBe('rate_limited 600')
  expect(await attempt('wrong')).toBe('rate_limited 600')
  clock.ms += 10 * minuteMs + 1
  expect(await attempt('right')).toBe('a session')
})

it('counts an account from everywhere, and an address for every account', async () => {
  for (let n = 0; n < 5; n++) await attempt('wrong', ann, `203.0.113.${n}`)
  expect(await attempt('right', ann, here)).toMatch('rate_limited')
  for (let n = 0; n < 5; n++) await attempt('wrong', `guess-${n}@example.org`, here)
  expect(await attempt('right', 'bob@example.org', here)).toMatch('rate_limited')
  expect(await attempt('right', 'bob@example.org', '203.0.113.99')).toBe('a session')
})

it('forgets the failures of an account when its owner signs in, but not those of the address', async () => {
  for (let n = 0; n < 4; n++) await attempt('wrong')
  expect(await attempt('right')).toBe('a session')
  for (let n = 0; n < 4; n++) expect(await attempt('wrong', ann, '203.0.113.1')).toBeNull()
  expect(await attempt('wrong', 'bob@example.org')).toBeNull()
  expect(await attempt('right', 'bob@example.org')).toMatch('rate_limited')
})

it('fifty guesses at once are five guesses', async () => {
  let guesses = 0
  const guess = () =>
    attemptSignIn({ email: ann, address: null }, async () => {
      guesses++
      await new Promise(setImmediate)
      return null
    }).catch(() => 'refused')
  const results = await Promise.all(Array.from({ length: 50 }, guess))
  expect([guesses, results.filter((result) => result === 'refused').length]).toEqual([5, 45])
})

it('an office of forty signs in in the same second', async () => {
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => attempt('right', `person-${n}@example.org`)))
  expect(results).toEqual(Array(40).fill('a session'))
})

it('an attempt that could not be decided does not count', async () => {
  const broken = () => attemptSignIn({ email: ann, address: here }, () => Promise.reject(new Error('no database')))
  for (let n = 0; n < 20; n++) await expect(broken()).rejects.toThrow('no database')
  expect(await attempt('right')).toBe('a session')
})
