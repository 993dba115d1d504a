import { describe, expect, it } from 'vitest'
import { checkTarget } from '@/lib/ops/health/schema-checks'
import { describeTarget, readTarget } from './check-fields'

function fill(fields: Record<string, string>): FormData {
  const values = new FormData()
  for (const [name, value] of Object.entries(fields)) values.set(`target.${name}`, value)
  return values
}

describe('the form of a check', () => {
  it.each([
    [
      'http',
      { url: ' https://example.org/ ' },
      { url: 'https://example.org/', method: 'GET', expected_status: '200-299' },
    ],
    [
      'http',
      { url: 'https://a.example/', json_path: '$.ok', json_value: 'yes' },
      { json_path: '$.ok', json_value: 'yes' },
    ],
    ['tcp', { host: 'db.example', port: '5432' }, { host: 'db.example', port: 5432 }],
    ['postgres', { url: 'postgresql://a:b@db.example/x' }, { url: 'postgresql://a:b@db.example/x' }],
    ['redis', { url: 'redis://:b@kv.example:6379' }, { url: 'redis://:b@kv.example:6379' }],
    ['push', {}, { grace_seconds: 30 }],
  ] as const)('gives a target of %s that the API takes', (kind, given, expected) => {
    const read = readTarget(kind, fill({ ...describeTarget(kind, null), ...given }), null)
    const target = 'target' in read ? read.target : null
    expect(target).toMatchObject({ kind, ...expected })
    expect(checkTarget.safeParse(target).success).toBe(true)
  })

  it('leaves a target alone that nobody has changed, and takes no mask for a password', () => {
    const before = { kind: 'postgres', url: 'postgresql://a:***@db.example/x' }
    const shown = describeTarget('postgres', before)
    expect(readTarget('postgres', fill(shown), before)).toEqual({ target: undefined })
    const renamed = fill({ url: 'postgresql://a:***@other.example/x' })
    expect(readTarget('postgres', renamed, before)).toEqual({
      faults: { 'target.url': expect.stringContaining('again') },
    })
  })

  it('says what is empty as what it is, so that the API can say which field is wrong', () => {
    expect(readTarget('tcp', fill({ host: '', port: '' }), null)).toEqual({
      target: { kind: 'tcp', host: '', port: 0 },
    })
  })
})
