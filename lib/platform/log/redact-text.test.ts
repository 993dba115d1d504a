import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSecretsPattern, redactAll, redactText } from './redact-text'

describe('text without secrets', () => {
  it.each([
    ['{"password":"hunter2 \\" still"}', '{"password":"[redacted]"}'],
    ['{"a":{"accessToken":"x.y"},"b":1}', '{"a":{"accessToken":"[redacted]"},"b":1}'],
    ['{"set-cookie":["a=b","c=d"],"n":2}', '{"set-cookie":"[redacted]","n":2}'],
    ['{"body":"{\\"password\\":\\"hunter2\\",\\"n\\":1}"}', '{"body":"{\\"password\\":\\"[redacted]\\",\\"n\\":1}"}'],
    ['{"msg":"Cookie: session=abc; b=c"}', '{"msg":"Cookie: [redacted]"}'],
    ['authorization: Bearer abc', 'authorization: [redacted]'],
    ['sent Bearer abcdefgh12345', 'sent Bearer [redacted]'],
    ['postgresql://ann:s3cr3t@db:5432/app', 'postgresql://ann:[redacted]@db:5432/app'],
    ['redis://:p4ss@host', 'redis://:[redacted]@host'],
    ['/s/abc?token=xyz&page=2', '/s/abc?token=[redacted]&page=2'],
    ['password=hunter2, user=ann', 'password=[redacted], user=ann'],
    ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_-123 here', 'got [redacted] here'],
    ['key ag_0123456789abcdefXYZ', 'key [redacted]'],
  ])('%s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted)
    expect(redactText(redacted)).toBe(redacted)
  })

  it.each([
    '{"level":"info","module":"http","msg":"request","route":"/api/diagrams/:diagramId","status":200}',
    '{"msg":"the passengers keyed in their tokens of thanks"}',
    '{"tokens":3,"keyboard":"de"}',
    'https://draw.example.org/diagrams?view=recent',
  ])('leaves alone: %s', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it('stays JSON, whatever the value is', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('password', 'x-auth-token', 'apiKey'), (value, key) => {
        const line = JSON.stringify({ a: 1, [key]: value, inner: JSON.stringify({ [key]: value, z: true }) })
        const parsed = JSON.parse(redactText(line))
        expect(parsed[key]).toBe('[redacted]')
        expect(JSON.parse(parsed.inner)).toEqual({ [key]: '[redacted]', z: true })
      }),
    )
  })
})

it('known secrets are found wherever they stand', () => {
  const pattern = makeSecretsPattern(['with "quotes" and \\', 'plain.secret'])
  expect(redactAll(JSON.stringify({ a: 'x with "quotes" and \\ y plain.secret' }), pattern)).toBe(
    '{"a":"x [redacted] y [redacted]"}',
  )
  expect(redactAll('plainXsecret', pattern)).toBe('plainXsecret')
  expect(makeSecretsPattern([])).toBeNull()
})
