import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { waitFor } from '@/lib/testing/wait-for'
import type { Drawer } from './drawer'
import { startWorld, type World } from './world'

/** What a person who draws may notice of a planned restart. */
const backWithinMs = 2_000
const handOverMs = 1_500

let world: World
afterEach(() => world?.stop())

async function begin(processes: number): Promise<void> {
  world = await startWorld({ processes })
  await waitFor('everybody to be in', () => world.drawers.every(({ client }) => client.loaded.get()))
  for (const drawer of world.drawers) drawer.start(20)
  world.visitor.start(50)
  await waitFor('edits to be saved', () => world.drawers.every((drawer) => drawer.acknowledgedAtMs.length > 10))
}

async function end(): Promise<void> {
  await world.visitor.stop()
  for (const drawer of world.drawers) drawer.pause()
  await waitFor('everything to be saved', () => world.drawers.every(({ status }) => status === 'saved'))
  const losses = await world.countLosses()
  expect(losses).toMatchObject({ acknowledgedLost: 0, seenLost: 0, examples: [] })
  expect(losses.acknowledged).toBeGreaterThan(100)
}

/** From the last acknowledgement before a connection ended to the first one after it, of each person who lost one since. */
const computeGaps = (drawers: Drawer[], sinceMs: number): number[] =>
  drawers.flatMap(({ acknowledgedAtMs, closes }) => {
    const closedAtMs = closes.find(({ atMs }) => atMs > sinceMs)?.atMs
    if (closedAtMs === undefined) return []
    const before = acknowledgedAtMs.findLast((atMs) => atMs <= closedAtMs) ?? closedAtMs
    const after = acknowledgedAtMs.find((atMs) => atMs > closedAtMs) ?? Number.POSITIVE_INFINITY
    return [Math.round(after - before)]
  })

/** The longest pause while all is well: this machine may be busy with other things. */
const computeSlackMs = (drawers: Drawer[]): number =>
  Math.max(...drawers.flatMap(({ acknowledgedAtMs: at }) => at.slice(1).map((atMs, index) => atMs - at[index]!)))

const isBackSince = (sinceMs: number) => () =>
  world.drawers.every(({ acknowledgedAtMs }) => (acknowledgedAtMs.at(-1) ?? 0) > sinceMs)

describe('a restart', () => {
  it(`of the only process: everybody is back within ${backWithinMs} ms after it is ready, and nothing is lost`, async () => {
    await begin(1)
    const { readyAtMs } = await world.restart()
    await waitFor('everybody to be back', isBackSince(readyAtMs), { timeoutMs: backWithinMs })
    console.log(`back ${Math.round(performance.now() - readyAtMs)} ms after it was ready`)
    await end()
  })

  it(`of one process after the other: drawing pauses for less than ${handOverMs} ms each, requests go on, nothing is lost`, async () => {
    await begin(2)
    const slackMs = computeSlackMs(world.drawers)
    for (const index of [0, 1]) {
      const startMs = performance.now()
      await world.restart(index)
      await waitFor('both to be ready', () => world.balancer?.readyCount === 2)
      const sinceMs = performance.now()
      await waitFor('everybody to draw', isBackSince(sinceMs))
      const gaps = computeGaps(world.drawers, startMs)
      console.log(`process ${index}: drawing paused for ${gaps.join(', ')} ms`)
      for (const gap of gaps) expect(gap).toBeLessThan(handOverMs + 2 * slackMs)
    }
    await end()
    const { visits } = world.visitor
    // A process that stops says so, which is how the balancer knows.
    const bad = visits.filter(({ kind, status }) => kind !== 'ready' && (status < 200 || status >= 300))
    expect(bad).toEqual([])
    const codes = world.drawers.flatMap(({ closes }) => closes.map(({ code }) => code))
    expect(new Set(codes)).toEqual(new Set([1012]))
    expect(visits.length).toBeGreaterThan(100)
  })
})

describe('a process that is asked to stop', () => {
  it('says that it is not ready but alive, finishes what runs, and ends its connections', async () => {
    await begin(1)
    const [app] = world.apps
    // Begun before and finished after: the server has to wait for both.
    const upload = await beginRequest('POST /api/assets HTTP/1.1', { hasBody: true })
    const ready = await beginRequest('GET /api/health/ready HTTP/1.1', { hasBody: false })
    const live = await beginRequest('GET /api/health/live HTTP/1.1', { hasBody: false })
    const stopping = app!.stop()
    await waitFor('the sockets to be told', () => world.drawers.every(({ status }) => status === 'offline'))
    expect(await ready.finish()).toMatchObject({ status: 503, connection: 'close' })
    expect(await live.finish()).toMatchObject({ status: 200, connection: 'close' })
    expect(await upload.finish()).toMatchObject({ status: 201, connection: 'close' })
    const finishedMs = performance.now()
    await stopping
    expect(performance.now() - finishedMs).toBeLessThan(3_000)
    await world.restart()
    await waitFor('everybody to be back', isBackSince(performance.now()), { timeoutMs: backWithinMs })
    await end()
  })
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'
const boundary = 'boundary-of-the-test'
const makeForm = () =>
  `--${boundary}\r\nContent-Disposition: form-data; name="diagramId"\r\n\r\n${world.diagramId}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.svg"\r\nContent-Type: image/svg+xml\r\n\r\n${svg}\r\n--${boundary}--\r\n`

/** A request whose last part, of the headers or of the body, is held back. */
async function beginRequest(line: string, { hasBody }: { hasBody: boolean }) {
  const { hostname, port } = new URL(world.apps[0]!.url)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  const body = hasBody ? makeForm() : ''
  const headers = [line, `Host: ${hostname}:${port}`, `Cookie: ${world.cookie}`, `Origin: ${world.apps[0]!.url}`]
  if (body) headers.push(`Content-Type: multipart/form-data; boundary=${boundary}`, `Content-Length: ${body.length}`)
  const text = `${headers.join('\r\n')}\r\n\r\n${body}`
  const held = body ? 10 : 2
  socket.write(text.slice(0, -held))
  await delay(50)
  return {
    async finish() {
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.write(text.slice(-held))
      await once(socket, 'close')
      const status = Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])
      return { status, connection: /^connection: (\S+)/im.exec(answer)?.[1] }
    },
  }
}
