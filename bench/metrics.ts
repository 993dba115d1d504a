/** What it costs to be measured, to be read, and to look at the machine. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { listCollectors } from '@/lib/ops/monitoring/list-collectors'
import { getEnv } from '@/lib/platform/env/env'
import { type BenchReport, type BenchRow, computePercentile } from './report'

const rounds = 20
const scrapesPerRound = 80
const warmUpSeconds = 4
const throughputSeconds = 40

type Side = 'ours' | 'prom-client' | 'alternating'
/** Of each slice of requests the processor time that one took, in µs. */
type Slices = Record<'metered' | 'plain', number[]>

interface Server {
  origin: string
  lines: number
  /** Since it was asked last. */
  takeSlices(): Promise<Slices>
  stop(): void
}

async function startServer(side: Side, lines: number): Promise<Server> {
  const child = fork(fileURLToPath(new URL('peers/metrics-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, SIDE: side, LINES: String(lines), NODE_ENV: 'production', LOG_LEVEL: 'silent' },
  })
  const [told] = await once(child, 'message')
  return {
    origin: `http://127.0.0.1:${told.port}`,
    lines: told.lines,
    async takeSlices() {
      child.send('slices')
      const [slices] = await once(child, 'message')
      return slices
    },
    stop: () => child.kill(),
  }
}

/** Over one socket that stays open, as Prometheus does it, and with as little of its own as can be: it is the same on both sides. */
async function timeScrapes(origin: string): Promise<number[]> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setNoDelay()
  await once(socket, 'connect')
  const durationsMs: number[] = []
  for (let scrape = -30; scrape < scrapesPerRound; scrape++) {
    const startedAtMs = performance.now()
    socket.write('GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await receiveAnswer(socket)
    if (scrape >= 0) durationsMs.push(performance.now() - startedAtMs)
  }
  socket.destroy()
  return durationsMs
}

function receiveAnswer(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    let [missing, head] = [Number.POSITIVE_INFINITY, '']
    const receive = (chunk: Buffer) => {
      if (missing === Number.POSITIVE_INFINITY) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = /content-length: (\d+)/i.exec(head)?.[1]
        if (length === undefined) throw new Error('an answer that does not say how long it is')
        missing = Number(length) - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing > 0) return
      socket.off('data', receive)
      resolve()
    }
    socket.on('data', receive)
  })
}

/** The same of both sides in the quietest of the rounds, which take turns: what else runs on the machine is no part of it. */
function pickQuietest(rounds: readonly number[][], share: number): number {
  return Math.min(...rounds.map((durationsMs) => computePercentile(durationsMs, share)))
}

async function compareScrapes({ lines, mostMs }: { lines: number; mostMs: number }): Promise<BenchRow[]> {
  const [ours, theirs] = await Promise.all([startServer('ours', lines), startServer('prom-client', lines)])
  if (Math.min(ours.lines, theirs.lines) < lines * 0.99)
    throw new Error(`only ${ours.lines} and ${theirs.lines} series`)
  const durations: Record<'ours' | 'theirs', number[][]> = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    durations.ours.push(await timeScrapes(ours.origin))
    durations.theirs.push(await timeScrapes(theirs.origin))
  }
  ours.stop()
  theirs.stop()
  const row = (share: number): BenchRow => ({
    measure: `scrape of ${ours.lines} series, made anew, p${share * 100}`,
    unit: 'ms',
    ours: pickQuietest(durations.ours, share),
    peer: pickQuietest(durations.theirs, share),
    goal: { atMost: 0.5 },
  })
  return [row(0.5), row(0.95), { ...row(0.95), peer: null, goal: { atMost: mostMs } }]
}

/** Of the server's processor time: what else runs on the machine takes no part in it. */
async function compareThroughput(): Promise<BenchRow> {
  const server = await startServer('alternating', 0)
  const load = (duration: number) => autocannon({ url: `${server.origin}/api/health/live`, connections: 20, duration })
  await load(warmUpSeconds)
  await server.takeSlices()
  await load(throughputSeconds)
  const { metered, plain } = await server.takeSlices()
  server.stop()
  const computeRate = (microseconds: number[]) => 1e6 / computePercentile(microseconds, 0.5)
  return {
    measure: 'GET of the quickest route, measured, against the same not measured',
    unit: 'requests/s of CPU',
    ours: computeRate(metered),
    peer: computeRate(plain),
    goal: { atLeast: 0.95 },
  }
}

/** Every monitor once, as it happens each minute; the median of twenty rounds. */
async function measureMonitors(): Promise<BenchRow> {
  const collectors = listCollectors(getEnv())
  const cpuMs: number[] = []
  for (let round = 0; round < 20; round++) {
    const before = process.cpuUsage()
    await Promise.all(collectors.map((collector) => collector.collect()))
    const { user, system } = process.cpuUsage(before)
    cpuMs.push((user + system) / 1_000)
  }
  return {
    measure: 'one round of all monitors',
    unit: 'ms of CPU',
    ours: computePercentile(cpuMs, 0.5),
    peer: null,
    goal: { atMost: 50 },
  }
}

export async function bench(): Promise<BenchReport> {
  const small = await compareScrapes({ lines: 500, mostMs: 3 })
  const large = await compareScrapes({ lines: 5_000, mostMs: 5 })
  return {
    name: 'metrics',
    peer: 'prom-client alone in a bare server, with the same series',
    rows: [...small, ...large, await compareThroughput(), await measureMonitors()],
  }
}
