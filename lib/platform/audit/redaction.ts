import { createHash } from 'node:crypto'
import type { AuditContent, AuditFacts, AuditLink } from './audit-entry'
import { hashEntry } from './hash-entry'

/** What an entry is once the names are taken out of it: who and what are left as ids. */
export function withoutNames<T extends AuditContent>(entry: T, names: readonly string[] = []): T {
  const facts: AuditFacts = Object.fromEntries(
    Object.entries(entry.facts).filter(([, value]) => typeof value !== 'string' || !names.includes(value)),
  )
  return { ...entry, actorName: null, targetName: null, facts }
}

/**
 * What an entry of the log says of entries that lost their names, so that nobody can change the rest of them: SHA-256 over
 * what each would have as its hash now, in order.
 */
export class RedactionDigest {
  private readonly sum = createHash('sha256')
  count = 0

  add({ seq, previousHash, hash: _, redaction: __, ...content }: AuditLink): void {
    this.sum.update(hashEntry({ seq, previousHash }, content))
    this.count++
  }

  /** To be called once. */
  end(): string {
    return this.sum.digest('hex')
  }
}
