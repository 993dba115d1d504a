import { describe, expect, it } from 'vitest'
import { cutSql, redactPlan, redactSql } from './redact-sql'

describe('the text of a statement', () => {
  it.each([
    ["SELECT * FROM users WHERE email = 'ann@example.org'", 'SELECT * FROM users WHERE email = ?'],
    ["SELECT 'it''s', E'a\\'b', 'c'", 'SELECT ?, ?, ?'],
    ['SELECT $$a secret$$, $body$another$body$', 'SELECT ?, ?'],
    ['SELECT 1,\n  2.5 FROM "public"."t1" WHERE id = $1', 'SELECT ?, ? FROM "public"."t1" WHERE id = $1'],
    ['SELECT "a1" FROM x LIMIT 10 OFFSET $2', 'SELECT "a1" FROM x LIMIT ? OFFSET $2'],
  ])('%s', (text, redacted) => {
    expect(redactSql(text)).toBe(redacted)
  })

  it('is cut to 500 characters', () => {
    expect(cutSql('x'.repeat(500))).toBe('x'.repeat(500))
    expect(cutSql('x'.repeat(501))).toHaveLength(500)
    expect(cutSql('x'.repeat(501)).endsWith('x…')).toBe(true)
  })
})

it('a plan keeps its costs and loses its values', () => {
  expect(redactPlan("Seq Scan on users  (cost=0.00..1.05 rows=4)\n  Filter: (email = 'ann@example.org'::text)")).toBe(
    'Seq Scan on users  (cost=0.00..1.05 rows=4)\n  Filter: (email = ?::text)',
  )
})
