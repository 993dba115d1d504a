import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { TLAssetStore } from 'tldraw'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { DiagramClient } from '@/lib/sync/client/diagram-client'
import { insertDiagram, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { waitFor } from '@/lib/testing/wait-for'
import { startWorld, type World } from './world'

/** After the restart of the only process, everybody at once. */
const sockets = 200
const diagrams = 20
/** More than Node lets wait by itself. */
const crowd = 2_000
const allBackWithinMs = 10_000
const healthWithinMs = 1_000

let world: World
const clients: DiagramClient[] = []

beforeAll(async () => {
  world = await startWorld({ drawers: 0 })
  const places = await world.withDatabase(() => Promise.all(Array.from({ length: diagrams }, makePlace)))
  for (let index = 0; index < sockets; index++) clients.push(open(places[index % diagrams]!))
  await waitFor('everybody to be in', () => clients.every(isIn), { timeoutMs: 60_000, everyMs: 50 })
})
afterAll(async () => {
  for (const client of clients) client.stop()
  await world?.stop()
})

const isIn = (client: DiagramClient) => client.saveState.get().status === 'saved'

it(`brings ${sockets} people back within ${allBackWithinMs} ms, and answers probes within ${healthWithinMs} ms meanwhile`, async () => {
  const { readyAtMs } = await world.restart()
  const probes: number[] = []
  let isDone = false
  const probing = (async () => {
    while (!isDone) {
      const startMs = performance.now()
      const answer = await fetch(`${world.apps[0]?.url}/api/health/live`)
      expect(answer.status).toBe(200)
      probes.push(performance.now() - startMs)
      await delay(50)
    }
  })()
  await waitFor('everybody to be back', () => clients.every(isIn), { timeoutMs: allBackWithinMs, everyMs: 20 })
  const backMs = performance.now() - readyAtMs
  isDone = true
  await probing
  const slowest = Math.max(...probes)
  console.log(`all ${sockets} back after ${Math.round(backMs)} ms; slowest probe ${Math.round(slowest)} ms`)
  expect(slowest).toBeLessThan(healthWithinMs)
})

it(`lets in ${crowd} connections that come while it has no time for any, none of which the system turns away`, async () => {
  const { pid, url } = world.apps[0]!
  const { hostname, port } = new URL(url)
  process.kill(pid, 'SIGSTOP')
  const connections = Array.from({ length: crowd }, () => connect({ host: hostname, port: Number(port) }))
  try {
    let inCount = 0
    for (const connection of connections) connection.on('error', () => {}).on('connect', () => inCount++)
    // Whoever is turned away tries again after a second at the earliest.
    await waitFor('all to be in', () => inCount === crowd, { timeoutMs: 900 })
  } finally {
    process.kill(pid, 'SIGCONT')
    for (const connection of connections) connection.destroy()
  }
})

async function makePlace() {
  const user = await insertUser()
  const { id } = await insertDiagram({ ownerId: user.id })
  return { diagramId: id, cookie: await sessionCookie((await insertSession({ userId: user.id })).id) }
}

const assets: TLAssetStore = { upload: () => Promise.reject(new Error('nothing is uploaded here')) }

function open({ diagramId, cookie }: { diagramId: string; cookie: string }): DiagramClient {
  const origin = () => world.apps[0]!.url
  return new DiagramClient({
    diagramId,
    user: { id: 'one', name: 'One', color: '#2b50e0' },
    assets,
    getAddress: () => `${origin().replace('http', 'ws')}/api/sync/${diagramId}`,
    openSocket: (address) => {
      const socket = new WebSocket(address, { headers: { cookie, origin: origin() } })
      socket.on('error', () => {})
      return socket
    },
    onFault: (error) => expect.fail(String(error)),
    keptChanges: { put: async () => {}, list: async () => [], remove: async () => {} },
    claims: { hold: async () => () => {}, take: async () => null },
    onNotice: () => {},
    now: () => performance.now(),
  })
}
