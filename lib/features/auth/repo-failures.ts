import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'

interface Failures {
  failures: number
  forgottenInMs: number
}

const failuresQuery = {
  name: 'auth.failures',
  text: `SELECT failures,
           extract(epoch FROM last_failed_at + make_interval(hours => $2::int) - now())::float8 * 1000 AS "forgottenInMs"
         FROM sign_in_failures WHERE account = $1 AND last_failed_at > now() - make_interval(hours => $2::int)`,
}

/** Failures are forgotten so many hours after the last one, by the clock of the database. */
export async function findFailures(account: string, hours: number): Promise<Failures | null> {
  const { rows } = await getPool().query<Failures>({ ...failuresQuery, values: [account, hours] })
  return rows[0] ?? null
}

/** One more failure; how many there are now. Also clears away some of what is forgotten. */
export async function noteFailure(account: string, hours: number): Promise<number> {
  await getDb().$executeRaw`
    DELETE FROM sign_in_failures WHERE account IN (
      SELECT account FROM sign_in_failures WHERE last_failed_at <= now() - make_interval(hours => ${hours}::int)
      LIMIT 100 FOR UPDATE SKIP LOCKED)`
  const rows = await getDb().$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_failures AS f (account, failures, last_failed_at) VALUES (${account}, 1, now())
    ON CONFLICT (account) DO UPDATE SET last_failed_at = now(), failures =
      CASE WHEN f.last_failed_at > now() - make_interval(hours => ${hours}::int) THEN f.failures + 1 ELSE 1 END
    RETURNING failures`
  return rows[0]?.failures ?? 0
}

export async function deleteFailures(account: string): Promise<void> {
  await getDb().signInFailure.deleteMany({ where: { account } })
}
