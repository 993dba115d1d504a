import { expect, it } from 'vitest'
import { isDiskFull } from './is-disk-full'

const withFields = (fields: object) => Object.assign(new Error('could not extend file'), fields)

it.each<[string, unknown, boolean]>([
  ['PostgreSQL says so', withFields({ code: '53100' }), true],
  ['another error wraps it', new Error('cannot save', { cause: withFields({ code: '53100' }) }), true],
  [
    'Prisma passes it on',
    withFields({
      code: 'P2039',
      meta: { driverAdapterError: withFields({ cause: { originalCode: '53100', kind: 'postgres' } }) },
    }),
    true,
  ],
  ['it is another shortage', withFields({ code: '53200' }), false],
  ['it is nothing', null, false],
])('when %s', (_, error, expected) => {
  expect(isDiskFull(error)).toBe(expected)
})
