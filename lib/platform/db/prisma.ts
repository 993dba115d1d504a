import { PrismaPg } from '@prisma/adapter-pg'
import { remember } from '../remember'
import { PrismaClient } from './generated/client'
import { getPool } from './pool'

/** The Prisma client of this process, over the same pool as the raw SQL. */
export function getDb(): PrismaClient {
  return remember('db.prisma', () => new PrismaClient({ adapter: new PrismaPg(getPool()) }))
}
