import { describe, expect, inject, it } from 'vitest'
import { assertDatabase } from './assert-database'

const good = new URL(inject('postgresUrl'))

describe('assertDatabase', () => {
  it('accepts a database that answers', async () => {
    await assertDatabase(good.href)
  })

  it.each([
    ['host', { hostname: 'nowhere.invalid' }, 'The host nowhere.invalid of DATABASE_URL cannot be found'],
    [
      'port',
      { port: '1' },
      `Nothing answers at ${good.hostname}:1, the address in DATABASE_URL; start PostgreSQL there`,
    ],
    ['database', { pathname: '/nothing' }, `PostgreSQL at ${good.host} has no database nothing; create it`],
  ])('names a wrong %s', async (_, change, sentence) => {
    const wrong = Object.assign(new URL(good), change).href
    await expect(assertDatabase(wrong)).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringContaining(sentence) }),
    )
  })

  // A server that trusts everybody cannot refuse a password.
  it.skipIf(good.password === '')('names a wrong password', async () => {
    const wrong = Object.assign(new URL(good), { password: 'wrong' }).href
    await expect(assertDatabase(wrong)).rejects.toThrow(
      `PostgreSQL at ${good.host} refuses user ${good.username}; correct the user or password in DATABASE_URL.`,
    )
  })
})
