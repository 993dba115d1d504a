import { expect, it } from 'vitest'
import { hourMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { useDatabase } from '@/lib/testing/database'
import { insertAsset, insertSession, insertUser } from '@/lib/testing/factories'
import { takeInventory } from './start-inventory'

useDatabase()

const find = () => renderMetrics().match(/^autograph_(sessions|assets|asset_bytes) .*$/gm)

it('who is signed in and what is stored is counted; what is over is not', async () => {
  const { id: userId } = await insertUser()
  const sessions = [await insertSession({ userId }), await insertSession({ userId }), await insertSession({ userId })]
  const change = (index: number, data: { revokedAt?: Date; expiresAt?: Date }) =>
    getDb().session.update({ where: { id: sessions[index]!.id }, data })
  await change(0, { revokedAt: new Date() })
  await change(1, { expiresAt: new Date(Date.now() - hourMs) })
  await takeInventory()
  expect(find()).toEqual(['autograph_sessions 1', 'autograph_assets 0', 'autograph_asset_bytes 0'])
  await insertAsset({ uploaderId: userId, sizeBytes: 1_000 })
  await insertAsset({ uploaderId: userId, sizeBytes: 234 })
  await takeInventory()
  expect(find()).toEqual(['autograph_sessions 1', 'autograph_assets 2', 'autograph_asset_bytes 1234'])
})
