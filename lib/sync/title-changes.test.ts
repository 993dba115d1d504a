import { describe, expect, it } from 'vitest'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { type RawClient, useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { diagramRenamedTopic } from './topics'

describe('the title of a diagram', () => {
  useDatabase()
  const sync = useSync()

  const titlesOf = ({ received }: RawClient) =>
    received.map((text) => JSON.parse(text)).flatMap(({ type, title }) => (type === 'diagram' ? [title] : []))

  async function open(title: string) {
    const { seat, server, diagramId } = await sync.open()
    const rename = (next: string) => getPool().query('UPDATE diagrams SET title = $2 WHERE id = $1', [diagramId, next])
    await rename(title)
    const follower = sync.openRaw(seat, { query: '?follow=title' })
    await waitFor('the title', () => titlesOf(follower).length > 0)
    return { seat, server, diagramId, rename, follower }
  }

  it('is told to who follows it when they connect and when it changes, once each', async () => {
    const { server, diagramId, rename, follower } = await open('Payments')
    await server.gateway.renamed({ diagramId })
    await rename('Payments 2')
    await server.gateway.renamed({ diagramId })
    await waitFor('the new title', () => titlesOf(follower).length > 1)
    expect(titlesOf(follower)).toEqual(['Payments', 'Payments 2'])
  })

  it('reaches the sockets of other processes', async () => {
    const { diagramId, rename, follower } = await open('Here')
    const other = createProcessMessages()
    await rename('There')
    await waitFor('the message to arrive', async () => {
      await other.publish(diagramRenamedTopic, { diagramId })
      return titlesOf(follower).length > 1
    })
    expect(titlesOf(follower)).toEqual(['Here', 'There'])
  })

  it('is not told to the library’s own client, which would not understand it', async () => {
    const { seat, server, diagramId, rename, follower } = await open('Quiet')
    const stock = sync.connect(seat)
    const raw = sync.openRaw(seat)
    await stock.untilConnected()
    await raw.opened
    await rename('Loud')
    await server.gateway.renamed({ diagramId })
    await waitFor('the new title', () => titlesOf(follower).length > 1)
    expect(titlesOf(raw)).toEqual([])
    expect(stock.isConnected).toBe(true)
  })
})
