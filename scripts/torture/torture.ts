import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { findFreePort } from '@/lib/boot/find-free-port'
import { newId, type UserId } from '@/lib/core/ids'
import { migrate, readMigrations } from '@/lib/platform/db/migrate'
import { hashRecords } from '@/lib/testing/hash-records'
import { Ledger } from '@/lib/testing/ledger'
import { Random } from '@/lib/testing/random'
import { headersOf } from '@/lib/testing/sync-server'
import { waitFor } from '@/lib/testing/wait-for'
import { Editor, sharedShapes } from './editor'
import { KillableApp } from './killable-app'

interface TortureOptions {
  rounds: number
  seed: number
  isBare: boolean
}

const editorCount = 5
const roundMs = 1_800
const editEveryMs = 25

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>

/** True when nothing was lost and every round converged. */
export async function torture({ rounds, seed, isBare }: TortureOptions): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-torture-'))
  console.log(`torture: ${rounds} rounds, seed ${seed}${isBare ? ', bare room with snapshots every 2 s' : ''}`)
  const postgres = await startEmbeddedPostgres({ dataDir, maxConnections: 100 })
  const world = await createWorld({ postgres, isBare, dataDir })
  const kills = { app: 0, restarts: 0, postgres: 0, connections: 0 }
  const cleanUp = async () => {
    for (const editor of world.editors) editor.client.stop()
    world.app.stop()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  // PostgreSQL is in a process group of its own: whoever interrupts us would leave it behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanUp().finally(() => process.exit(1)))
  }
  try {
    await prepare(world)
    for (let round = 1; round <= rounds; round++) {
      await runRound({ world, postgres, random: new Random(seed * 1_000 + round), kills })
      const fault = await settle(world, round)
      if (fault) {
        console.error(`round ${round}: ${fault} (seed ${seed})`)
        return false
      }
    }
    return report(world, kills)
  } finally {
    await cleanUp()
  }
}

type World = Awaited<ReturnType<typeof createWorld>>

async function createWorld({ postgres, isBare, dataDir }: { postgres: Postgres; isBare: boolean; dataDir: string }) {
  await migrate({ url: postgres.url, migrations: await readMigrations('prisma/migrations') })
  const diagramId = newId<string>()
  const userId = newId<UserId>()
  await query(postgres.url, `INSERT INTO users VALUES ($1, 'a@example.org', 'A', '', 'editor', now(), now())`, [userId])
  await query(postgres.url, `INSERT INTO diagrams (id, title, owner_id) VALUES ($1, 'Torture', $2)`, [
    diagramId,
    userId,
  ])
  const port = await findFreePort()
  const app = new KillableApp({
    PORT: String(port),
    DATABASE_URL: postgres.url,
    ...(isBare ? { BARE_SNAPSHOT: join(dataDir, 'bare.json') } : {}),
  })
  process.env.PORT = String(port)
  const ledger = new Ledger()
  const editors = Array.from({ length: editorCount }, (_, index) => {
    const getUrl = () => `ws://127.0.0.1:${port}/api/sync/${diagramId}`
    return new Editor(`e${index}`, ledger, { getUrl, headers: headersOf(userId), reconnectDelayMs: 100 + 20 * index })
  })
  return { app, editors, ledger, diagramId, isBare, databaseUrl: postgres.url }
}

async function prepare({ editors }: World): Promise<void> {
  const [first] = editors
  await waitFor('the first client', () => first?.client.isConnected, { timeoutMs: 30_000 })
  first?.client.store.put(sharedShapes)
  await waitFor('everybody', () => editors.every(({ client }) => client.isSaved), { timeoutMs: 30_000 })
}

interface Round {
  world: World
  postgres: Postgres
  random: Random
  kills: { app: number; restarts: number; postgres: number; connections: number }
}

async function runRound({ world, postgres, random, kills }: Round): Promise<void> {
  const { editors, app } = world
  const blows = [
    () => {
      kills.app++
      app.kill('SIGKILL')
    },
    () => {
      kills.restarts++
      app.kill('SIGTERM')
    },
    () => {
      kills.postgres++
      killPostgres(postgres.pid, random.chance(0.5))
    },
    () => {
      kills.connections++
      for (const { client } of editors) if (random.chance(0.5)) client.socket.cut()
    },
  ]
  const weights = [0, 0, 1, 2, 2, 3, 3]
  const times = Array.from({ length: 2 + random.below(2) }, () => random.below(roundMs)).sort((a, b) => a - b)
  const startMs = performance.now()
  while (performance.now() - startMs < roundMs) {
    const elapsedMs = performance.now() - startMs
    while (times[0] !== undefined && times[0] < elapsedMs) {
      times.shift()
      blows[random.pick(weights)!]?.()
    }
    for (const editor of editors) if (random.chance(0.5)) editor.edit(random)
    await delay(editEveryMs)
  }
}

/** The postmaster alone, whose children then notice, or the whole group at once. */
function killPostgres(pid: number, wholeGroup: boolean): void {
  try {
    process.kill(wholeGroup ? -pid : pid, 'SIGKILL')
  } catch {
    // Dead already, by the blow before.
  }
}

/** Waits until everybody is back and saved; says what is wrong otherwise. */
async function settle(world: World, round: number): Promise<string | null> {
  const { editors, isBare } = world
  // The bare room may never get there; it goes on, so that its losses are counted.
  const timeoutMs = isBare ? 10_000 : 60_000
  const startMs = performance.now()
  try {
    await waitFor('all clients to be saved', () => editors.every(({ client }) => client.isSaved), { timeoutMs })
    await waitFor('all clients to hold one document', () => new Set(hashes(world)).size === 1, { timeoutMs })
    if (!isBare) {
      const document = await waitFor('the database to answer', () => readRecords(world).catch(() => null), {
        timeoutMs,
      })
      if (hashRecords(document) !== hashes(world)[0]) return 'the database holds another document than the clients'
    }
  } catch (error) {
    const fault = `${error instanceof Error ? error.message : error}; ${describeWorld(world)}`
    if (!isBare) return fault
    console.log(`round ${round}: ${fault}`)
  }
  const { acknowledged, acknowledgedLost, seenLost, examples } = losses(world)
  const ms = Math.round(performance.now() - startMs)
  console.log(`round ${round}: ${acknowledged} edits acknowledged, ${acknowledgedLost} lost, settled in ${ms} ms`)
  if (isBare || acknowledgedLost + seenLost === 0) return null
  return `${acknowledgedLost} acknowledged and ${seenLost} seen edits are lost, e.g. ${examples.join(', ')}`
}

const hashes = ({ editors }: World): string[] => editors.map(({ client }) => hashRecords(client.getRecords()))

const describeWorld = (world: World): string =>
  world.editors
    .map(({ client }, index) => `${hashes(world)[index]} ${client.isSaved ? 'saved' : 'not saved'}`)
    .join(', ')

function losses({ editors, ledger }: World) {
  const shapes = editors[0]!.client.getRecords().filter((record) => record.typeName === 'shape')
  return ledger.computeLosses(new Map(shapes.map(({ id, meta }) => [id, Number(meta.n ?? 0)])))
}

function report(world: World, kills: Round['kills']): boolean {
  const { acknowledged, acknowledgedLost, seenLost } = losses(world)
  console.log(
    `killed: app ${kills.app}×, restarted ${kills.restarts}×, PostgreSQL ${kills.postgres}×, connections ${kills.connections}×`,
  )
  console.log(
    `${acknowledged} edits acknowledged, ${acknowledgedLost} lost; ${seenLost} edits lost that others had seen`,
  )
  return acknowledgedLost + seenLost === 0
}

async function readRecords({ databaseUrl, diagramId }: World): Promise<{ id: string }[]> {
  const sql = 'SELECT state FROM diagram_records WHERE diagram_id = $1 AND NOT deleted'
  const rows = await query<{ state: { id: string } }>(databaseUrl, sql, [diagramId])
  return rows.map((row) => row.state)
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
