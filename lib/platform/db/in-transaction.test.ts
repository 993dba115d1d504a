import { beforeEach, describe, expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { inTransaction } from './in-transaction'
import { getPool } from './pool'
import { toSqlTransaction } from './sql-transaction'

useDatabase()

beforeEach(() => getPool().query('CREATE TABLE IF NOT EXISTS notes (id int PRIMARY KEY, at timestamptz)'))

const listIds = async () => (await getPool().query('SELECT id FROM notes ORDER BY id')).rows.map(({ id }) => id)

describe('a transaction', () => {
  it('commits what was done, and gives back what it was given', async () => {
    const written = await inTransaction(async (client) => {
      await client.query('INSERT INTO notes VALUES (1)')
      expect(await listIds()).toEqual([])
      return (await client.query('INSERT INTO notes VALUES (2), (3)')).rowCount
    })
    expect(written).toBe(2)
    expect(await listIds()).toEqual([1, 2, 3])
  })

  it('undoes all of it when something fails, and its connection serves nobody else', async () => {
    const before = await listIds()
    const failing = inTransaction(async (client) => {
      await client.query("SET statement_timeout = '7s'")
      await client.query('INSERT INTO notes VALUES (4)')
      throw new Error('on second thoughts')
    })
    await expect(failing).rejects.toThrow('on second thoughts')
    expect(await listIds()).toEqual(before)
    expect((await getPool().query('SHOW statement_timeout')).rows[0].statement_timeout).not.toBe('7s')
  })

  it('sees everything as of one moment where it asks for that', async () => {
    const count = async (isolation: 'READ COMMITTED' | 'REPEATABLE READ') =>
      await inTransaction(async (client) => {
        const find = async () => (await client.query('SELECT FROM notes')).rowCount ?? 0
        const before = await find()
        await getPool().query('INSERT INTO notes SELECT max(id) + 1 FROM notes')
        return (await find()) - before
      }, isolation)
    expect([await count('READ COMMITTED'), await count('REPEATABLE READ')]).toEqual([1, 0])
  })

  it('says what the database said when it cannot be committed', async () => {
    await getPool().query('CREATE TABLE pairs (id int REFERENCES notes DEFERRABLE INITIALLY DEFERRED)')
    await expect(inTransaction((client) => client.query('INSERT INTO pairs VALUES (99)'))).rejects.toMatchObject({
      code: '23503',
    })
  })
})

it('takes SQL as a transaction of Prisma does', async () => {
  const at = new Date('2026-02-03T04:05:06.789Z')
  const found = await inTransaction(async (client) => {
    const tx = toSqlTransaction(client)
    expect(await tx.$executeRaw`INSERT INTO notes VALUES (${11}, ${at}), (${12}, ${null})`).toBe(2)
    expect(await tx.$executeRawUnsafe('UPDATE notes SET at = NULL WHERE id = $1', 12)).toBe(1)
    return await tx.$queryRaw<{ id: number; at: Date | null }[]>`
      SELECT * FROM notes WHERE id > ${10} AND id < ${20} ORDER BY id`
  })
  expect(found).toEqual([
    { id: 11, at },
    { id: 12, at: null },
  ])
})
