import { expect, it } from 'vitest'
import { isDatabaseUnreachable } from './is-database-unreachable'

const withFields = (message: string, fields: object) => Object.assign(new Error(message), fields)

it.each<[string, unknown]>([
  ['nothing listens', withFields('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED', syscall: 'connect' })],
  ['IPv6 and IPv4 were tried', new AggregateError([withFields('', { code: 'ECONNREFUSED' })])],
  ['it is starting', withFields('the database system is starting up', { code: '57P03' })],
  ['an administrator stopped it', withFields('terminating connection', { code: '57P01' })],
  ['it has too many connections', withFields('sorry, too many clients already', { code: '53300' })],
  ['the pool waited in vain', new Error('timeout exceeded when trying to connect')],
  ['the connection broke in a query', new Error('Connection terminated unexpectedly')],
  ['another error wraps it', new Error('cannot load', { cause: new Error('Connection terminated') })],
  [
    'Prisma passes on an SQLSTATE it does not know',
    withFields('Database error. Code: `57P03`', {
      code: 'P2039',
      meta: { driverAdapterError: withFields('', { cause: { originalCode: '57P03', kind: 'postgres' } }) },
    }),
  ],
  ['Prisma cannot reach it', withFields('', { code: 'P1001' })],
  ['the driver adapter names it', withFields('', { cause: { kind: 'DatabaseNotReachable' } })],
])('true when %s', (_, error) => {
  expect(isDatabaseUnreachable(error)).toBe(true)
})

it.each<[string, unknown]>([
  ['a unique key is taken', withFields('', { code: 'P2002', meta: { target: ['email'] } })],
  ['a statement is wrong', withFields('syntax error', { code: '42601' })],
  ['a file is missing', withFields('ENOENT', { code: 'ENOENT', syscall: 'open' })],
  ['it is our own mistake', new TypeError('undefined is not a function')],
  ['it is no error', 'Connection terminated'],
  ['there is none', null],
])('false when %s', (_, error) => {
  expect(isDatabaseUnreachable(error)).toBe(false)
})

it('ends on an error that causes itself', () => {
  const error = new Error('round')
  error.cause = error
  expect(isDatabaseUnreachable(error)).toBe(false)
})
