/** What else is worth knowing of an event; never a secret. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>

/** One entry of the audit log without its place in the chain. Text as the database gives it back. */
export interface AuditContent {
  /** Milliseconds since the epoch. */
  atMs: number
  action: string
  result: string
  actorType: string
  actorId: string | null
  /** E-mail address of a user. */
  actorName: string | null
  targetType: string | null
  targetId: string | null
  targetName: string | null
  address: string | null
  userAgent: string | null
  correlationId: string | null
  facts: AuditFacts
}

/** An entry with its place, the hash of the one before it and its own. */
export interface AuditLink extends AuditContent {
  seq: number
  previousHash: string
  hash: string
  /** Which entry tells that names were taken out of this one; its hash is of what it said before. */
  redaction: string | null
}

/** Where the chain ends, and, once old entries were removed, what the first one left follows. */
export interface AuditHead {
  seq: number
  hash: string
  firstSeq: number
  firstPreviousHash: string
}

/** What the first entry of all follows. */
export const noHash = '0'.repeat(64)
