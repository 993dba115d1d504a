import { PrismaPg } from '@prisma/adapter-pg'
import { secondMs } from '@/lib/core/time'
import { remember } from '../remember'
import { PrismaClient } from './generated/client'
import { connectWithinMs, getPool } from './pool'

/** A machine that is busy is not a database that is gone: a connection is waited for as long as by a statement. */
const transactionOptions = { maxWait: connectWithinMs, timeout: 15 * secondMs }

/** The Prisma client of this process, over the same pool as the raw SQL. */
export function getDb(): PrismaClient {
  return remember('db.prisma', () => new PrismaClient({ adapter: new PrismaPg(getPool()), transactionOptions }))
}
