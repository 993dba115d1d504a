import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppServer, startApp } from '@/e2e/app-server'
import { findFreePort } from '@/lib/boot/find-free-port'
import type { DiagramId } from '@/lib/core/ids'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { insertDiagram, insertMember, insertSession, insertUser } from '@/lib/testing/factories'
import { Ledger, type Losses } from '@/lib/testing/ledger'
import { sessionCookie } from '@/lib/testing/sign-in'
import { type Balancer, startBalancer } from './balancer'
import { Drawer } from './drawer'
import { type PostgresVictim, startPostgresVictim } from './postgres'
import { startRedisVictim } from './redis'
import { startS3Victim } from './s3'
import type { Victim } from './victim'
import { Visitor } from './visitor'

const authSecret = 'a secret of the fault tests, long enough'

export interface World {
  /** The processes; one, unless more were asked for. */
  apps: AppServer[]
  /** Stands before several processes; null before one. */
  balancer: Balancer | null
  postgres: PostgresVictim
  redis: Victim | null
  s3: Victim | null
  diagramId: DiagramId
  drawers: Drawer[]
  visitor: Visitor
  ledger: Ledger
  /** What was promised and is not in the database. */
  countLosses(): Promise<Losses>
  /** Asks a process to stop, waits until it has, and starts it again at the same address. */
  restart(index?: number): Promise<{ stoppedAtMs: number; readyAtMs: number }>
  /** The cookie of the person who browses and owns the diagram. */
  cookie: string
  stop(): Promise<void>
}

interface WorldOptions {
  env?: Record<string, string>
  drawers?: number
  processes?: number
  /** With a Redis and an S3 instead of memory and disk. */
  whole?: boolean
}

/** The product as `npm start` runs it, three people who draw together, and one who browses. */
/** Limits that count, and that no test reaches. */
const highLimits = Object.fromEntries(
  ['USER', 'IP', 'MEDIA_USER', 'MEDIA_IP', 'UPLOAD_USER', 'UPLOAD_IP', 'SOCKET_IP'].map((name) => [
    `RATE_LIMIT_${name}_PER_MINUTE`,
    '1000000',
  ]),
)

export async function startWorld({
  env = {},
  drawers = 3,
  processes = 1,
  whole = false,
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'autograph-faults-'))
  const postgres = await startPostgresVictim(folder)
  const redis = whole ? await startRedisVictim() : null
  const s3 = whole ? await startS3Victim() : null
  const ports = await Promise.all(Array.from({ length: processes }, () => findFreePort()))
  const balancer = processes > 1 ? await startBalancer(ports) : null
  const launch = (port: number) => {
    const settings = {
      DATABASE_URL: postgres.url,
      AUTH_SECRET: authSecret,
      ...highLimits,
      ...redis?.env,
      ...s3?.env,
      ...env,
    }
    return startApp({ dataDir: join(folder, `data-${port}`), port, env: settings })
  }
  const apps: AppServer[] = []
  for (const port of ports) apps.push(await launch(port))
  const getOrigin = () => balancer?.url ?? apps[0]!.url
  Object.assign(process.env, { AUTH_SECRET: authSecret, DATABASE_URL: postgres.directUrl })
  forget('env')

  const ledger = new Ledger()
  const people = await Promise.all(Array.from({ length: drawers + 1 }, () => insertUser()))
  const cookies = await Promise.all(
    people.map(async ({ id }) => sessionCookie((await insertSession({ userId: id })).id)),
  )
  const diagram = await insertDiagram({ ownerId: people[0]!.id })
  for (const { id } of people.slice(1)) await insertMember({ diagramId: diagram.id, userId: id })
  await closePool()

  const place = { getOrigin, diagramId: diagram.id }
  const drawing = cookies.slice(1).map((cookie, index) => new Drawer({ ...place, cookie, ledger, name: `p${index}` }))
  const visitor = new Visitor({ ...place, cookie: cookies[0]! })
  return {
    apps,
    balancer,
    postgres,
    redis,
    s3,
    diagramId: diagram.id,
    drawers: drawing,
    visitor,
    ledger,
    cookie: cookies[0]!,
    async restart(index = 0) {
      await apps[index]!.stop()
      const stoppedAtMs = performance.now()
      apps[index] = await launch(ports[index]!)
      return { stoppedAtMs, readyAtMs: performance.now() }
    },
    async countLosses() {
      process.env.DATABASE_URL = postgres.directUrl
      forget('env')
      const sql = 'SELECT record_id, state FROM diagram_records WHERE diagram_id = $1 AND NOT deleted'
      const { rows } = await getPool().query<{ record_id: string; state: { meta?: { n?: number } } }>(sql, [diagram.id])
      await closePool()
      return ledger.computeLosses(new Map(rows.map(({ record_id, state }) => [record_id, state.meta?.n ?? 0])))
    },
    async stop() {
      for (const drawer of drawing) drawer.stop()
      await visitor.stop()
      await balancer?.stop()
      for (const one of apps) await one.stop()
      for (const victim of [redis, s3, postgres]) await victim?.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
