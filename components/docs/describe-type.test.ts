import { expect, it } from 'vitest'
import { describeType } from './describe-type'

it.each([
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'date-time' }, 'string (date-time)'],
  [{ enum: ['a', 'b'], type: 'string' }, '"a" | "b"'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Diagram' } }, 'Diagram[]'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ const: 'owner' }, '"owner"'],
  [{}, 'any'],
])('%j is %s', (schema, text) => {
  expect(describeType(schema)).toBe(text)
})
