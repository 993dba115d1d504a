import type pg from 'pg'
import { bindContext } from '../bind-context'
import { remember } from '../remember'
import { noteCallOf } from '../resilience/seen-calls'
import { getCorrelationId } from '../work-context'

/** A statement that the pool ran to its end. Values of parameters are never part of it. */
export interface FinishedQuery {
  text: string
  parameterCount: number
  durationMs: number
  failed: boolean
  /** Of the request that asked. */
  correlationId: string | undefined
}

type Listener = (query: FinishedQuery) => void
type Query = (...args: unknown[]) => unknown

const getListeners = () => remember('db.query-listeners', () => new Set<Listener>())

/** Tells of every statement of this process's pool. Returns its stop. */
export function onQuery(listener: Listener): () => void {
  getListeners().add(listener)
  return () => getListeners().delete(listener)
}

/** Times the statements of one connection of the pool, raw ones and Prisma's alike. */
export function watchQueries(client: pg.PoolClient): void {
  const query: Query = client.query.bind(client)
  const watched: Query = (...args) => {
    noteCallOf('database')
    const asked = readQuery(args)
    if (!asked || getListeners().size === 0) return query(...args)
    const startedAtMs = performance.now()
    const correlationId = getCorrelationId()
    const finish = (failed: boolean) =>
      tell({ ...asked, failed, correlationId, durationMs: performance.now() - startedAtMs })
    return run(query, args, finish)
  }
  // Its many overloads cannot be written as one function that TypeScript accepts.
  Object.assign(client, { query: watched })
}

function run(query: Query, args: unknown[], finish: (failed: boolean) => void): unknown {
  const callback = args.at(-1)
  if (typeof callback === 'function') {
    // Else it would go on in the context of whatever request once opened this connection.
    const finishing = bindContext((error: unknown, result: unknown) => {
      finish(Boolean(error))
      callback(error, result)
    })
    return query(...args.slice(0, -1), finishing)
  }
  return Promise.resolve(query(...args)).then(
    (result) => {
      finish(false)
      return result
    },
    (error: unknown) => {
      finish(true)
      throw error
    },
  )
}

/** Null for what is no plain statement, such as a cursor. */
function readQuery([first, second]: unknown[]): Pick<FinishedQuery, 'text' | 'parameterCount'> | null {
  const config = typeof first === 'string' ? { text: first } : first
  if (typeof config !== 'object' || config === null || 'submit' in config) return null
  const { text, values = second } = config as { text?: unknown; values?: unknown }
  if (typeof text !== 'string') return null
  return { text, parameterCount: Array.isArray(values) ? values.length : 0 }
}

/** Whoever listens cannot make a statement fail. */
function tell(query: FinishedQuery): void {
  for (const listener of getListeners()) {
    try {
      listener(query)
    } catch {
      // Said nowhere: this runs inside every statement, those of whoever would be told included.
    }
  }
}
