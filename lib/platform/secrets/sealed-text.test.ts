import { afterEach, expect, it, vi } from 'vitest'
import { forget } from '../remember'
import { openSealedText, sealText } from './sealed-text'

afterEach(() => {
  vi.unstubAllEnvs()
  forget('env')
})

it('opens what it has sealed, and nothing of it shows', () => {
  const sealed = sealText('https://hooks.example.org/secret', 'channel')
  expect(sealed).not.toContain('secret')
  expect(sealText('https://hooks.example.org/secret', 'channel')).not.toBe(sealed)
  expect(openSealedText(sealed, 'channel')).toBe('https://hooks.example.org/secret')
})

it('opens nothing that was changed, sealed for another purpose or with another secret', () => {
  const sealed = sealText('secret', 'channel')
  const middle = Math.floor(sealed.length / 2)
  const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)
  const all = [changed, sealed.slice(0, -4), 'v1.', 'v2.AAAA', 'plain'].map((text) => openSealedText(text, 'channel'))
  expect(all).toEqual([null, null, null, null, null])
  expect(openSealedText(sealed, 'other')).toBeNull()
  vi.stubEnv('AUTH_SECRET', 'another secret, which is long enough')
  forget('env')
  expect(openSealedText(sealed, 'channel')).toBeNull()
})
