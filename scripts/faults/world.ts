import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppServer, startApp } from '@/e2e/app-server'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { findFreePort } from '@/lib/boot/find-free-port'
import type { DiagramId } from '@/lib/core/ids'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { insertDiagram, insertMember, insertSession, insertUser } from '@/lib/testing/factories'
import { Ledger, type Losses } from '@/lib/testing/ledger'
import { sessionCookie } from '@/lib/testing/sign-in'
import { type Balancer, startBalancer } from './balancer'
import { Drawer } from './drawer'
import { startPostgresVictim } from './postgres'
import { startRedisVictim } from './redis'
import { startS3Victim } from './s3'
import { type SmtpVictim, startSmtpVictim } from './smtp'
import type { Victim } from './victim'
import { Visitor } from './visitor'

const authSecret = 'a secret of the fault tests, long enough'

export interface World {
  /** The processes; one, unless more were asked for. */
  apps: AppServer[]
  /** Stands before several processes; null before one. */
  balancer: Balancer | null
  /** Null with the embedded one. */
  postgres: Victim | null
  redis: Victim | null
  s3: (Victim & { env: Record<string, string> }) | null
  smtp: SmtpVictim | null
  diagramId: DiagramId
  drawers: Drawer[]
  visitor: Visitor
  ledger: Ledger
  /** Runs something with the factories and the pool connected to the database, past what the app suffers. */
  withDatabase<T>(work: () => Promise<T>): Promise<T>
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
  /** With a Redis and an S3 instead of memory and disk, and a mail server. */
  whole?: boolean
  /** The data directory of an app that brings its own PostgreSQL. */
  embedded?: string
}

/** Limits that count, and that no test reaches. */
const highLimits = Object.fromEntries(
  ['USER', 'IP', 'MEDIA_USER', 'MEDIA_IP', 'UPLOAD_USER', 'UPLOAD_IP', 'SOCKET_IP'].map((name) => [
    `RATE_LIMIT_${name}_PER_MINUTE`,
    '1000000',
  ]),
)

/** The product as `npm start` runs it, three people who draw together, and one who browses. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { drawers = 3, processes = 1, whole = false, embedded } = options
  const folder = await mkdtemp(join(tmpdir(), 'autograph-faults-'))
  const postgres = embedded ? null : await startPostgresVictim(folder)
  const redis = whole ? await startRedisVictim() : null
  const s3 = whole ? await startS3Victim() : null
  const smtp = whole ? await startSmtpVictim() : null
  const ports = await Promise.all(Array.from({ length: processes }, () => findFreePort()))
  const balancer = processes > 1 ? await startBalancer(ports) : null
  const env = {
    DATABASE_URL: postgres?.url ?? '',
    AUTH_SECRET: authSecret,
    ...highLimits,
    ...redis?.env,
    ...s3?.env,
    ...smtp?.env,
    ...options.env,
  }
  const launch = (port: number) => startApp({ dataDir: embedded ?? join(folder, `data-${port}`), port, env })
  const apps: AppServer[] = []
  for (const port of ports) apps.push(await launch(port))
  const getOrigin = () => balancer?.url ?? apps[0]!.url

  const withDatabase = async <T>(work: () => Promise<T>): Promise<T> => {
    const url = postgres?.directUrl ?? findEmbeddedUrl(embedded ?? '') ?? ''
    Object.assign(process.env, { AUTH_SECRET: authSecret, DATABASE_URL: url })
    forget('env')
    return work().finally(closePool)
  }
  const { diagramId, cookies } = await withDatabase(() => makePeople(drawers + 1))
  const ledger = new Ledger()
  const place = { getOrigin, diagramId }
  const drawing = cookies.slice(1).map((cookie, index) => new Drawer({ ...place, cookie, ledger, name: `p${index}` }))
  const visitor = new Visitor({ ...place, cookie: cookies[0]! })
  return {
    apps,
    balancer,
    postgres,
    redis,
    s3,
    smtp,
    diagramId,
    drawers: drawing,
    visitor,
    ledger,
    cookie: cookies[0]!,
    withDatabase,
    async restart(index = 0) {
      await apps[index]!.stop()
      const stoppedAtMs = performance.now()
      apps[index] = await launch(ports[index]!)
      return { stoppedAtMs, readyAtMs: performance.now() }
    },
    countLosses: () => withDatabase(async () => ledger.computeLosses(await readNumbersOf(diagramId))),
    async stop() {
      for (const drawer of drawing) drawer.stop()
      await visitor.stop()
      await balancer?.stop()
      for (const one of apps) await one.stop()
      for (const victim of [redis, s3, smtp, postgres]) await victim?.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The first owns the diagram, the others may edit it. */
async function makePeople(count: number): Promise<{ diagramId: DiagramId; cookies: string[] }> {
  const people = await Promise.all(Array.from({ length: count }, () => insertUser()))
  const { id } = await insertDiagram({ ownerId: people[0]!.id })
  for (const person of people.slice(1)) await insertMember({ diagramId: id, userId: person.id })
  const sessions = await Promise.all(people.map((person) => insertSession({ userId: person.id })))
  return { diagramId: id, cookies: await Promise.all(sessions.map((session) => sessionCookie(session.id))) }
}

async function readNumbersOf(diagramId: DiagramId): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ record_id: string; n: string | null }>(
    "SELECT record_id, state #>> '{meta,n}' AS n FROM diagram_records WHERE diagram_id = $1 AND NOT deleted",
    [diagramId],
  )
  return new Map(rows.map(({ record_id, n }) => [record_id, Number(n ?? 0)]))
}
