import { expect, it } from 'vitest'
import { toBase32 } from './base32'
import { computeTotp, findTotpStep } from './totp'

const secret = Buffer.from('12345678901234567890')

it.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('is what RFC 6238 says for second %i', (seconds, code) => {
  expect(computeTotp(secret, Math.floor(seconds / 30), 8)).toBe(code)
})

it('takes the code of now, of the step before and of the next, and of no other', () => {
  const nowMs = 59_000
  const found = [-1, 0, 1, 2, 3].map((step) =>
    findTotpStep({ code: computeTotp(secret, Math.max(0, step)), secret, nowMs }),
  )
  expect(found).toEqual([0, 0, 1, 2, null])
  for (const code of ['', '1', '2870820', 'abcdef', '２８７０８２'])
    expect(findTotpStep({ code, secret, nowMs })).toBeNull()
})

it('writes base32 as RFC 4648 does', () => {
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)))).toEqual([
    ...['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
  ])
})
