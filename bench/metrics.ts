/** What it costs to be measured, and to be read. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { type BenchReport, type BenchRow, computePercentile } from './report'

const rounds = 4
const scrapesPerRound = 150
const secondsPerRound = 3

type Side = 'ours' | 'prom-client' | 'metered' | 'plain'

interface Server {
  origin: string
  stop(): void
}

async function startServer(SIDE: Side, lines: number): Promise<Server> {
  const child = fork(fileURLToPath(new URL('peers/metrics-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, SIDE, LINES: String(lines), NODE_ENV: 'production', LOG_LEVEL: 'silent' },
  })
  const [port] = await once(child, 'message')
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

async function timeScrapes(origin: string): Promise<number[]> {
  const durationsMs: number[] = []
  for (let scrape = -20; scrape < scrapesPerRound; scrape++) {
    const startedAtMs = performance.now()
    await (await fetch(`${origin}/metrics`)).arrayBuffer()
    if (scrape >= 0) durationsMs.push(performance.now() - startedAtMs)
  }
  return durationsMs
}

/** Both sides hold the same series and take turns; ours is made anew for each scrape, as it is when they are 15 s apart. */
async function compareScrapes({ lines, mostMs }: { lines: number; mostMs: number }): Promise<BenchRow[]> {
  const [ours, theirs] = await Promise.all([startServer('ours', lines), startServer('prom-client', lines)])
  const durations: Record<'ours' | 'prom-client', number[]> = { ours: [], 'prom-client': [] }
  for (let round = 0; round < rounds; round++) {
    durations.ours.push(...(await timeScrapes(ours.origin)))
    durations['prom-client'].push(...(await timeScrapes(theirs.origin)))
  }
  ours.stop()
  theirs.stop()
  const row = (share: number): BenchRow => ({
    measure: `scrape of ${lines} series, made anew, p${share * 100}`,
    unit: 'ms',
    ours: computePercentile(durations.ours, share),
    peer: computePercentile(durations['prom-client'], share),
    goal: { atMost: 0.5 },
  })
  return [row(0.5), row(0.95), { ...row(0.95), peer: null, goal: { atMost: mostMs } }]
}

async function compareThroughput(): Promise<BenchRow> {
  const [metered, plain] = await Promise.all([startServer('metered', 0), startServer('plain', 0)])
  const measure = async ({ origin }: Server) =>
    (await autocannon({ url: `${origin}/api/health/live`, connections: 20, duration: secondsPerRound })).requests
      .average
  const rates: Record<'metered' | 'plain', number[]> = { metered: [], plain: [] }
  for (let round = 0; round < rounds; round++) {
    rates.metered.push(await measure(metered))
    rates.plain.push(await measure(plain))
  }
  metered.stop()
  plain.stop()
  return {
    measure: 'GET of the quickest route, measured, against the same not measured',
    unit: 'requests/s',
    ours: computePercentile(rates.metered, 0.5),
    peer: computePercentile(rates.plain, 0.5),
    goal: { atLeast: 0.95 },
  }
}

export async function bench(): Promise<BenchReport> {
  const small = await compareScrapes({ lines: 500, mostMs: 3 })
  const large = await compareScrapes({ lines: 5_000, mostMs: 5 })
  return {
    name: 'metrics',
    peer: 'prom-client alone in a bare server, with the same series',
    rows: [...small, ...large, await compareThroughput()],
  }
}
