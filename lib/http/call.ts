import type { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import type { AuditAction } from '@/lib/platform/audit/audit-actions'
import type { AuditFacts } from '@/lib/platform/audit/audit-entry'
import type { Usage } from '@/lib/platform/limits/count-use'
import type { BodyShare } from './body-budget'
import type { Deadline } from './deadline'
import type { LimitClass } from './limit-request'
import type { RouteParams } from './route-pattern'

export interface RouteSpec<P, Q, B> {
  /** Whoever is not signed in is answered with 401 before anything of the request is read. */
  signedIn?: true
  /** Nobody is asked who they are, so that it answers while the database is down. */
  anonymous?: true
  /** What the request counts as; default `api`. */
  limit?: LimitClass
  /** A path that does not parse is answered with 404: nothing can live there. */
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  /** The JSON body. Without it the handler may read the bytes itself. */
  body?: z.ZodType<B>
  /** Default 1 MiB. */
  bodyLimitBytes?: number
  /** What the audit log calls it; see `audited`. */
  audit?: AuditAction
  /** What else the audit log tells of it; never a secret. */
  auditFacts?: (input: RouteInput<P, Q, B>) => AuditFacts
}

export interface RouteInput<P, Q, B> {
  request: Request
  actor: Actor
  /** Where the request comes from, as a limit counts it; null where nobody tells. */
  address: string | null
  params: P
  query: Q
  body: B
  /** The body as it came, within the limit. */
  readBytes: () => Promise<Uint8Array<ArrayBuffer>>
  /** The same piece by piece, for what is too large to be held; once. */
  readPieces: () => AsyncIterable<Uint8Array>
  /** Aborted when the request has taken too long and was answered without its work. */
  signal: AbortSignal
}

/** One request on its way through, with what is known of it so far. */
export interface Call {
  request: Request
  /** The request's own, read once. */
  url: URL
  correlationId: string
  address: string | null
  rawParams: RouteParams
  deadline: Deadline
  bodyShare: BodyShare
  startedAtMs: number
  actor: Actor
  usage: Usage | null
}
