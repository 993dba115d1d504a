import type { DiagramId } from '@/lib/core/ids'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { insertDiagram, insertMember, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { Drawer } from '../faults/drawer'
import type { TimedLedger } from './timed-ledger'

const drawEveryMs = 100

/** People who draw on one diagram all the time. */
export interface Team {
  diagramId: DiagramId
  cookie: string
  drawers: Drawer[]
  start(): void
  pause(): void
  stop(): void
}

export async function makeTeam(given: { people: number; getOrigin: () => string; ledger: TimedLedger }): Promise<Team> {
  const { people: count, getOrigin, ledger } = given
  const people = await Promise.all(Array.from({ length: count }, () => insertUser()))
  const { id: diagramId } = await insertDiagram({ ownerId: people[0]?.id })
  for (const person of people.slice(1)) await insertMember({ diagramId, userId: person.id })
  const sessions = await Promise.all(people.map((person) => insertSession({ userId: person.id })))
  const cookies = await Promise.all(sessions.map((session) => sessionCookie(session.id)))
  const drawers = cookies.map((cookie, at) => new Drawer({ name: `p${at}`, getOrigin, cookie, diagramId, ledger }))
  const counts = drawers.map(() => 0)
  let timers: NodeJS.Timeout[] = []
  const draw = (drawer: Drawer, at: number) => {
    if (!drawer.client.loaded.get()) return
    counts[at] = (counts[at] ?? 0) + 1
    ledger.noteDrawn(`p${at}`, counts[at])
    drawer.draw()
  }
  const pause = () => {
    for (const timer of timers) clearInterval(timer)
    timers = []
  }
  return {
    diagramId,
    cookie: cookies[0] ?? '',
    drawers,
    start() {
      timers = drawers.map((drawer, at) => setInterval(() => draw(drawer, at), drawEveryMs))
    },
    pause,
    stop() {
      pause()
      for (const drawer of drawers) drawer.stop()
    },
  }
}

/** Runs work on the database of an instance, as its server would reach it. */
export async function withInstance<T>(url: string, authSecret: string, work: () => Promise<T>): Promise<T> {
  Object.assign(process.env, { DATABASE_URL: url, AUTH_SECRET: authSecret, LOG_LEVEL: 'error' })
  forget('env')
  try {
    return await work()
  } finally {
    await closePool()
    delete process.env.DATABASE_URL
    forget('env')
  }
}

/** The highest number of each person that the document has. */
export async function readHighest(diagramId: DiagramId): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ name: string; n: number }>(
    `SELECT substring(record_id FROM '^shape:(.+)-[0-9]+$') AS name, max((state #>> '{meta,n}')::int) AS n
       FROM diagram_records WHERE diagram_id = $1 AND NOT deleted AND state #>> '{meta,n}' IS NOT NULL GROUP BY 1`,
    [diagramId],
  )
  return new Map(rows.map(({ name, n }) => [name, n]))
}
