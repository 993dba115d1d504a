import { getDb } from '../db/prisma'
import type { SqlTransaction } from '../db/sql-transaction'
import { getContext } from '../work-context'
import type { AuditAction, AuditResult } from './audit-actions'
import { type AuditContent, type AuditFacts, noHash } from './audit-entry'
import { toCanonicalJson } from './hash-entry'

export type AuditTransaction = Pick<SqlTransaction, '$executeRaw'>

/** Records in a transaction that it is handed. */
export type AuditRecorder = (tx: AuditTransaction) => Promise<void>

/** Any actor, and whoever has just proved to be one. */
interface AuditActor {
  type: string
  id?: string
  email?: string
}

export interface AuditTarget {
  /** A word of the glossary, such as `diagram`. */
  type: string
  id?: string
  name?: string
}

export interface AuditEvent {
  actor: AuditActor
  action: AuditAction
  result?: AuditResult
  target?: AuditTarget
  facts?: AuditFacts
}

const longest = 500

/**
 * Appends an entry in the caller's transaction: it is there if and only if that commits. From here to the commit every
 * other entry waits, so call it last. Address, agent and correlation id are those of the request under way.
 */
export async function recordAudit(tx: AuditTransaction, event: AuditEvent): Promise<void> {
  const content = makeContent(event)
  if (await append(tx, content)) return
  await tx.$executeRaw`
    INSERT INTO audit_head (id, seq, hash, previous_hash, first_seq, first_previous_hash)
    VALUES (1, 0, ${noHash}, ${noHash}, 1, ${noHash}) ON CONFLICT DO NOTHING`
  if (!(await append(tx, content))) throw new Error('the audit log has no head')
}

/** The same on its own, for what changes nothing else in the database. */
export const recordAuditNow = (event: AuditEvent): Promise<void> => recordAudit(getDb(), event)

/**
 * The end of the chain moves on and is held until the commit; the hash is made there, so that nobody waits for a round trip
 * of somebody else. False while there is no chain.
 */
async function append(tx: AuditTransaction, content: AuditContent): Promise<boolean> {
  const { facts, atMs, ...fields } = content
  const appended = await tx.$executeRaw`
    WITH head AS (
      UPDATE audit_head SET seq = seq + 1, previous_hash = hash, hash = encode(sha256(convert_to(
        hash || E'\n' || (seq + 1)::text || E'\n' || ${toCanonicalJson(content)}::text, 'UTF8')), 'hex')
      WHERE id = 1 RETURNING seq, hash, previous_hash)
    INSERT INTO audit_events (seq, previous_hash, hash, at, action, result, actor_type, actor_id, actor_name, target_type,
      target_id, target_name, address, user_agent, correlation_id, facts)
    SELECT seq, previous_hash, hash, ${new Date(atMs)}::timestamptz, ${fields.action}, ${fields.result}, ${fields.actorType},
      ${fields.actorId}, ${fields.actorName}, ${fields.targetType}, ${fields.targetId}, ${fields.targetName},
      ${fields.address}, ${fields.userAgent}, ${fields.correlationId}, ${JSON.stringify(facts)}::jsonb FROM head`
  return appended > 0
}

function makeContent({ actor, action, result = 'success', target, facts = {} }: AuditEvent): AuditContent {
  const { correlationId, origin } = getContext().request ?? {}
  return {
    atMs: Date.now(),
    action,
    result,
    actorType: actor.type,
    actorId: actor.id ?? null,
    actorName: clean(actor.email),
    targetType: target?.type ?? null,
    targetId: clean(target?.id),
    targetName: clean(target?.name),
    address: clean(origin?.address),
    userAgent: clean(origin?.userAgent),
    correlationId: clean(correlationId),
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
    ),
  }
}

/** As the database takes text and gives it back, or the hash would not fit what is read. */
const clean = (text: string | null | undefined): string | null =>
  text ? Buffer.from(text.slice(0, longest)).toString().replaceAll('\0', '') : null
