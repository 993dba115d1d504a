import type pg from 'pg'
import { Prisma } from './generated/client'

/** SQL within a transaction, named as in those of Prisma: what writes a row along with others takes either. */
export interface SqlTransaction {
  $queryRaw<T>(text: TemplateStringsArray, ...values: unknown[]): Promise<T>
  /** Returns how many rows were written. */
  $executeRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<number>
  $executeRawUnsafe(text: string, ...values: unknown[]): Promise<number>
}

/** The transaction that is under way on a connection. */
export function toSqlTransaction(client: pg.ClientBase): SqlTransaction {
  const run = (strings: TemplateStringsArray, values: unknown[]) => {
    const { text, values: bound } = Prisma.sql(strings, ...values)
    return client.query(text, bound)
  }
  return {
    $queryRaw: async <T>(strings: TemplateStringsArray, ...values: unknown[]) => (await run(strings, values)).rows as T,
    $executeRaw: async (strings, ...values) => (await run(strings, values)).rowCount ?? 0,
    $executeRawUnsafe: async (text, ...values) => (await client.query(text, values)).rowCount ?? 0,
  }
}
