import { AsyncLocalStorage } from 'node:async_hooks'
import { remember } from './remember'

/** What is known wherever a piece of work goes on, however deep. One store for all of it: each costs every promise there is. */
export interface WorkContext {
  request?: RequestContext
  /** As which part of the product it runs. */
  component?: string
  sending?: Sending
}

export interface RequestContext {
  /** On every line that is logged. */
  correlationId: string
  /** Who sent it; not for the log, but for the audit log. */
  origin?: RequestOrigin
}

export interface RequestOrigin {
  /** As a limit counts it; null where nobody tells. */
  address: string | null
  userAgent: string | null
}

/** What the server that sends an answer learns of it past Next. */
export interface Sending {
  /** The page could not reach the database: 503, to be asked again, where Next says 500. */
  isUnavailable: boolean
  /** Bodies of answers that were made without one (`lib/http/respond-with.ts`); at most one of them is sent. */
  bodies: (readonly Piece[])[]
}

export type Piece = string | Uint8Array<ArrayBuffer>

const store = remember('work.context', () => new AsyncLocalStorage<WorkContext>())
const nothing: WorkContext = {}

/** Runs `work` with this known, beside what is known already. */
export const withContext = <T>(known: WorkContext, work: () => T): T =>
  store.run({ ...store.getStore(), ...known }, work)

export const getContext = (): WorkContext => store.getStore() ?? nothing

export const getCorrelationId = (): string | undefined => getContext().request?.correlationId
