import { expect, it } from 'vitest'
import { pruneDeliveries } from '@/lib/ops/alerts/delivery/start-delivery'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { enqueueOutbox } from '@/lib/platform/outbox/enqueue'
import { pruneOutbox } from '@/lib/platform/outbox/start-outbox-pruning'
import { useDatabase } from '@/lib/testing/database'

useDatabase()

it('forgets what ended long ago, and nothing that waits', async () => {
  const ended = [
    ['done', 29],
    ['done', 31],
    ['dead', 89],
    ['dead', 91],
    ['waiting', 400],
  ] as const
  for (const [status, days] of ended) {
    await enqueueOutbox(getDb(), { topic: 'x', key: `${status} ${days}`, payload: {} })
    await getPool().query(
      `UPDATE outbox SET status = $2::outbox_status, created_at = now() - $3 * interval '1 day',
         ended_at = CASE WHEN $2 <> 'waiting' THEN now() - $3 * interval '1 day' END WHERE key = $1`,
      [`${status} ${days}`, status, days],
    )
  }
  await pruneOutbox()
  const { rows } = await getPool().query<{ key: string }>('SELECT key FROM outbox ORDER BY key')
  expect(rows.map(({ key }) => key)).toEqual(['dead 89', 'done 29', 'waiting 400'])
})

it('forgets deliveries after 90 days', async () => {
  for (const days of [89, 91]) {
    await getDb().delivery.create({
      data: {
        ...{ noticeId: `n${days}`, channelId: 'c', channelName: 'c', channelKind: 'ntfy', noticeKind: 'triggered' },
        ...{ noticeAt: new Date(), subject: 's', createdAt: new Date(Date.now() - days * 86_400_000) },
      },
    })
  }
  await pruneDeliveries()
  expect((await getDb().delivery.findMany()).map(({ noticeId }) => noticeId)).toEqual(['n89'])
})
