/** From an edit to another person's screen, against the library's room in memory, which stores nothing. */
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { findFreePort } from '@/lib/boot/find-free-port'
import { newId, type UserId } from '@/lib/core/ids'
import { migrate, readMigrations } from '@/lib/platform/db/migrate'
import { runSql } from '@/lib/testing/run-sql'
import { headersOf } from '@/lib/testing/sync-server'
import { type BenchReport, type BenchRow, computePercentile } from './report'
import { type LoadResult, measureLoad } from './sync-load'

type Side = 'ours' | 'bare'

/** Both sides take turns, so that a busy moment of the machine meets both. */
const turns: Side[] = ['ours', 'bare', 'bare', 'ours']

export async function bench(): Promise<BenchReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, maxConnections: 100 })
  try {
    await migrate({ url: postgres.url, migrations: await readMigrations('prisma/migrations') })
    const rows: BenchRow[] = []
    for (const clientCount of [20, 50]) rows.push(...(await compare(clientCount, postgres.url)))
    return { name: 'sync', peer: 'a TLSocketRoom in memory on ws', rows }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function compare(clientCount: number, databaseUrl: string): Promise<BenchRow[]> {
  const results: Record<Side, LoadResult> = { ours: { latenciesMs: [], lost: 0 }, bare: { latenciesMs: [], lost: 0 } }
  for (const side of turns) {
    const { latenciesMs, lost } = await runServer({ side, clientCount, databaseUrl })
    const before = results[side]
    results[side] = { latenciesMs: before.latenciesMs.concat(latenciesMs), lost: before.lost + lost }
  }
  const { ours, bare } = results
  const percentile = (share: number, goal: number): BenchRow => ({
    measure: `${clientCount} clients × 10 edits/s, edit → peer p${Math.round(share * 100)}`,
    unit: 'ms',
    ours: computePercentile(ours.latenciesMs, share),
    peer: computePercentile(bare.latenciesMs, share),
    goal: { atMost: goal },
  })
  const lost: BenchRow = {
    measure: `${clientCount} clients, edits that never arrived, of ${ours.latenciesMs.length}`,
    unit: 'edits',
    ours: ours.lost,
    peer: null,
    goal: { atMost: 0 },
  }
  // The goal is the 95th percentile's; the other two are shown with a limit that only a fault exceeds.
  return [percentile(0.5, 2), percentile(0.95, 1.25), percentile(0.99, 2), lost]
}

async function runServer(run: { side: Side; clientCount: number; databaseUrl: string }): Promise<LoadResult> {
  const port = await findFreePort()
  const [diagramId, userId] = [newId<string>(), newId<UserId>()]
  await runSql(
    run.databaseUrl,
    `INSERT INTO users VALUES ('${userId}', '${userId}', 'A', '', 'editor', now(), now());
     INSERT INTO diagrams (id, title, owner_id) VALUES ('${diagramId}', 'Bench', '${userId}')`,
  )
  const child = fork(fileURLToPath(new URL('peers/sync-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
      APP_URL: 'http://localhost:3000',
      PORT: String(port),
      SERVER: run.side,
      DATABASE_URL: run.databaseUrl,
    },
  })
  try {
    await new Promise((resolve) => child.once('message', resolve))
    return await measureLoad({
      url: `ws://127.0.0.1:${port}/api/sync/${diagramId}`,
      headers: { ...headersOf(userId), origin: 'http://localhost:3000' },
      clientCount: run.clientCount,
      editsPerSecond: 10,
      warmUpMs: 2_000,
      measureMs: 6_000,
    })
  } finally {
    child.kill()
  }
}
