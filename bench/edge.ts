import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { findFreePort } from '@/lib/boot/find-free-port'
import type { DiagramId } from '@/lib/core/ids'
import { findActor } from '@/lib/features/auth/find-actor'
import { getDiagram } from '@/lib/features/diagrams/get-diagram'
import { countRequest } from '@/lib/http/limit-request'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { closePool } from '@/lib/platform/db/pool'
import { createDiagram, launchBrowser, newSignedInContext, startPeer, startProduct } from './apps'
import { type Load, measureClosed, measureRecovery, measureUsual, startProbing } from './edge-load'
import { measureMemory } from './process-memory'
import { readProcessTimeMs } from './process-time'
import { recordQueries } from './record-queries'
import { type BenchReport, type BenchRow, computePercentile, pickMedianRound } from './report'

/** The first are not counted: by then not all that answers is compiled, which a server that runs for days does not feel. */
const [warmUps, rounds] = [2, 6]
const [seconds, connections] = [3, 20]
/** All of the one crowd is served in the end, of the other most is refused, and asks again at once. */
const overloads = [
  { crowd: 'overload', seconds: 30, connections: 1_000, atLeast: 0.8 },
  { crowd: 'overload of thousands', seconds: 15, connections: 3_000, atLeast: 0.5 },
]
const manyRequests = 100_000

interface Setup {
  url: string
  pid: number
  diagramId: string
  cookie: string
  inspectorPort: number
}

/** What the edge costs: sessions, limits, policy, problems, headers, logging; and what it does when there is too much. */
export async function bench(): Promise<BenchReport> {
  process.env.AUTH_SECRET = randomBytes(32).toString('hex')
  const inspectorPort = await findFreePort()
  const product = await startProduct({
    AUTH_SECRET: process.env.AUTH_SECRET,
    LOG_LEVEL: 'info',
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}`,
  })
  const browser = await launchBrowser()
  try {
    process.env.DATABASE_URL = findEmbeddedUrl(product.dataDir) ?? ''
    const context = await newSignedInContext(browser, product.url)
    const diagramId = await createDiagram(context, 100)
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await browser.close()
    const setup = { url: product.url, pid: product.pid, diagramId, cookie, inspectorPort }
    const rows = [
      ...(await measureStages(setup)),
      ...(await measureThroughput(setup)),
      ...(await measureOverloads(setup)),
      await measureGrowth(setup),
    ]
    return { name: 'edge', peer: 'a bare Next route that asks the database the same', rows }
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** Each stage by itself, in a process that has nothing else to do. */
async function measureStages({ cookie, diagramId }: Setup): Promise<BenchRow[]> {
  // As the product does: only who hears of changes may remember a session.
  const messages = getProcessMessages()
  const stopListening = messages.subscribe('bench', () => undefined)
  while (messages.listeningSinceMs === null) await new Promise((resolve) => setTimeout(resolve, 20))
  const actor = await findActor({ cookie })
  const stages: Record<string, () => Promise<unknown>> = {
    session: () => findActor({ cookie }),
    limiter: () => countRequest({ limitClass: 'api', actor, address: '198.51.100.1' }),
    'limiter and session': async () => {
      await findActor({ cookie })
      await countRequest({ limitClass: 'api', actor, address: '198.51.100.1' })
    },
    'policy and data': () => getDiagram({ actor, diagramId: diagramId as DiagramId }),
  }
  const rows: BenchRow[] = []
  for (const [name, work] of Object.entries(stages)) {
    const timesMs = await time(work)
    const atMost = name === 'limiter and session' ? 0.3 : 50
    rows.push({
      measure: `${name}, p95`,
      unit: 'ms',
      ours: computePercentile(timesMs, 0.95),
      peer: null,
      goal: { atMost },
    })
  }
  await stopListening()
  await closePool()
  return rows
}

async function time(work: () => Promise<unknown>): Promise<number[]> {
  const timesMs: number[] = []
  for (let n = 0; n < 3_000; n++) {
    const startedAtMs = performance.now()
    await work()
    if (n >= 1_000) timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}

/** What else runs on the machine takes a share of the seconds; of the server's own processor time it takes none. */
interface Rates {
  perSecond: number
  perCpuSecond: number
}

async function measureThroughput({ url, pid, diagramId, cookie }: Setup): Promise<BenchRow[]> {
  const queries = await recordQueries(cookie, diagramId as DiagramId)
  const peer = await startPeer({ DATABASE_URL: process.env.DATABASE_URL ?? '', BENCH_QUERIES: JSON.stringify(queries) })
  const hot = `${url}/api/diagrams/${diagramId}`
  // An escape that means the same letter; the table of hot routes leaves it to Next.
  const throughNext = `${url}/api/diagrams/%${diagramId.charCodeAt(0).toString(16)}${diagramId.slice(1)}`
  const peerUrl = `${peer.url}/api/diagrams/${diagramId}`
  const found: Record<string, Rates[]> = { hot: [], next: [], peer: [], hotChanging: [], peerChanging: [] }
  const measure = async (given: Pick<Load, 'url' | 'headers'>, pid: number): Promise<Rates> => {
    const cpuBeforeMs = readProcessTimeMs(pid)
    const { goodPerSecond, failed, refusedPerSecond } = await measureClosed({ ...given, connections, seconds })
    if (failed + refusedPerSecond > 0) throw new Error(`${given.url}: not every request was answered`)
    const cpuSeconds = (readProcessTimeMs(pid) - cpuBeforeMs) / 1_000
    return { perSecond: goodPerSecond, perCpuSecond: (goodPerSecond * seconds) / cpuSeconds }
  }
  try {
    for (let round = -warmUps; round < rounds; round++) {
      if (round === 0) for (const rates of Object.values(found)) rates.length = 0
      found.hot!.push(await measure({ url: hot, headers: { cookie } }, pid))
      found.next!.push(await measure({ url: throughNext, headers: { cookie } }, pid))
      found.peer!.push(await measure({ url: peerUrl, headers: {} }, peer.pid))
      const stopChanging = startChanging(diagramId)
      found.hotChanging!.push(await measure({ url: hot, headers: { cookie } }, pid))
      found.peerChanging!.push(await measure({ url: peerUrl, headers: {} }, peer.pid))
      await stopChanging()
    }
  } finally {
    await peer.stop()
  }
  const compare = (measure: string, [ours, peer]: [string, string], atLeast: number): BenchRow[] =>
    (['perSecond', 'perCpuSecond'] as const).map((rate) => {
      const listRates = (side: string) => found[side]!.map((each) => each[rate])
      const unit = rate === 'perSecond' ? 'requests/s' : 'requests/s of CPU'
      return { measure, unit, ...pickMedianRound(listRates(ours), listRates(peer)), goal: { atLeast } }
    })
  return [
    ...compare('GET of a diagram as a hot route', ['hot', 'peer'], 2),
    ...compare('GET of a diagram through Next', ['next', 'peer'], 0.85),
    ...compare('GET of a diagram that changes between any two reads', ['hotChanging', 'peerChanging'], 1),
  ]
}

/** Moves the clock of a diagram as often as the database can; returns its stop. */
function startChanging(diagramId: string): () => Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  let isStopped = false
  const changing = (async () => {
    await client.connect()
    while (!isStopped) {
      await client.query('UPDATE diagrams SET document_clock = document_clock + 1 WHERE id = $1', [diagramId])
    }
    await client.end()
  })()
  return () => {
    isStopped = true
    return changing
  }
}

/** Many more callers than are served at once, each of whom asks again as soon as they are answered. */
async function measureOverloads({ url, diagramId, cookie }: Setup): Promise<BenchRow[]> {
  const target = { url: `${url}/api/diagrams/${diagramId}`, headers: { cookie } }
  const usualMs = await measureUsual(target.url, target.headers)
  const rows: BenchRow[] = []
  for (const { crowd, seconds, connections, atLeast } of overloads) {
    const peak = await measureClosed({ ...target, connections: 50, seconds: 10 })
    const stopProbing = startProbing(`${url}/api/health/live`)
    const under = await measureClosed({ ...target, connections, seconds })
    const healthMs = await stopProbing()
    const recoveredMs = await measureRecovery(target.url, target.headers, 2 * usualMs)
    const row = (measure: string, unit: string, ours: number, goal: BenchRow['goal'], peer: number | null = null) =>
      rows.push({ measure: `${crowd}: ${measure}`, unit, ours, peer, goal })
    row('served, of the peak', 'requests/s', under.goodPerSecond, { atLeast }, peak.goodPerSecond)
    row('health, p99', 'ms', computePercentile(healthMs, 0.99), { atMost: 100 })
    row('quick again after', 'ms', recoveredMs, { atMost: 2_000 })
    row('without an answer', 'requests', under.failed, { atMost: 0 })
  }
  return rows
}

async function measureGrowth({ url, diagramId, cookie, inspectorPort }: Setup): Promise<BenchRow> {
  const target = { url: `${url}/api/diagrams/${diagramId}`, headers: { cookie }, connections }
  let done = 0
  const ask = async (until: number) => {
    while (done < until) {
      const measured = await measureClosed({ ...target, seconds: until > 1_000 ? 10 : 1 })
      done += measured.goodPerSecond * (until > 1_000 ? 10 : 1)
    }
    return measureMemory(inspectorPort)
  }
  await ask(1_000)
  done = 0
  const before = await ask(1_000)
  return {
    measure: 'memory after 100,000 requests',
    unit: 'bytes',
    ours: await ask(manyRequests),
    peer: before,
    goal: { atMost: 1.05 },
  }
}
