import type { DiagramId } from '@/lib/core/ids'
import { findActor } from '@/lib/features/auth/find-actor'
import { getDiagram } from '@/lib/features/diagrams/get-diagram'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { closeKv } from '@/lib/platform/kv/get-kv'

/**
 * Runs the product's own read in this process and notes what it asks the database, so that the peer asks the same. As for
 * any but the first request of a session: who asks is known by then.
 */
export async function recordQueries(cookie: string, diagramId: DiagramId): Promise<object[]> {
  const actor = await findActor({ cookie })
  const queries: object[] = []
  const pool = getPool()
  pool.query = new Proxy(pool.query, {
    apply(query, self, asked) {
      queries.push(asked[0])
      return Reflect.apply(query, self, asked)
    },
  })
  await getDiagram({ actor, diagramId })
  await Promise.all([closePool(), closeKv()])
  return queries
}
