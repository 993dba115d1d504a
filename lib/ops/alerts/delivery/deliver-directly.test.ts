import { describe, expect, it } from 'vitest'
import { useDelivery } from '@/lib/testing/delivery-fixture'
import { testNotice } from '@/lib/testing/notices'
import { deliverDirectly, recordDirectNotices } from './deliver-directly'
import { listChannels } from './list-channels'
import { sendHeartbeat } from './send-heartbeat'

const delivery = useDelivery()

describe('while the database is down', () => {
  it('a notice is told at once, written down afterwards, and told to nobody twice', async () => {
    const well = await delivery.insertWebhook()
    await delivery.insertChannel({ kind: 'slack', webhookUrl: `${delivery.web.url}/broken` })
    await listChannels()
    delivery.web.answer = (response, { path }) => response.writeHead(path === '/broken' ? 500 : 200).end()
    await deliverDirectly(testNotice())
    await deliverDirectly(testNotice())
    expect(
      delivery.web.requests.filter(({ path }) => path === '/hook').map(({ headers }) => headers['idempotency-key']),
    ).toEqual([`notice1:${well}`])
    await recordDirectNotices()
    await delivery.enqueue(testNotice())
    delivery.web.answer = (response) => response.end('ok')
    delivery.start()
    await delivery.untilStatus('delivered', 'delivered')
    expect(delivery.web.requests.filter(({ path }) => path === '/hook')).toHaveLength(1)
    expect(delivery.web.requests.at(-1)?.path).toBe('/broken')
  })

  it('says when no channel took it', async () => {
    await delivery.insertWebhook()
    await listChannels()
    delivery.web.answer = (response) => response.writeHead(503).end()
    await expect(deliverDirectly(testNotice())).rejects.toThrow('no channel took the notice')
    await recordDirectNotices()
    expect(await delivery.listRows()).toEqual([])
  })
})

it('the heartbeat is sent where somebody listens', async () => {
  expect(await sendHeartbeat()).toBe(false)
  delivery.stubEnv({ ALERT_HEARTBEAT_URL: `${delivery.web.url}/ping` })
  expect(await sendHeartbeat()).toBe(true)
  expect(delivery.web.requests).toMatchObject([{ method: 'GET', path: '/ping' }])
  delivery.web.answer = (response) => response.writeHead(500).end()
  expect(await sendHeartbeat()).toBe(false)
})
