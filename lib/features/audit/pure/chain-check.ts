import type { AuditFacts, AuditHead, AuditLink } from '@/lib/platform/audit/audit-entry'
import { hashEntry } from '@/lib/platform/audit/hash-entry'
import { RedactionDigest } from '@/lib/platform/audit/redaction'

/** Where a chain breaks, and what that means. */
export interface ChainFault {
  seq: number
  kind: 'missing' | 'changed' | 'relinked' | 'cut' | 'rewritten' | 'unexplained'
  message: string
}

/** Follows a chain entry by entry, and stops believing it at the first that does not fit. */
export class ChainCheck {
  private nextSeq: number
  private previousHash: string
  private readonly head: AuditHead
  count = 0
  fault: ChainFault | null = null

  private expected: string | null
  /** Entries without names, until the entry comes that tells of them. */
  private readonly redactions = new Map<string, RedactionDigest>()

  /** `expected` is an entry that was noted before, as `seq:hash`. */
  constructor(head: AuditHead, expected: string | null = null) {
    this.head = head
    this.expected = expected
    this.nextSeq = head.firstSeq
    this.previousHash = head.firstPreviousHash
  }

  /** In order. False when there is no need to go on. */
  follow(link: AuditLink): boolean {
    const { redaction, seq, previousHash, hash, ...content } = link
    if (seq !== this.nextSeq) return this.fail(this.nextSeq, 'missing', `Entry ${this.nextSeq} is not there.`)
    if (redaction !== null) this.noteRedacted(redaction, link)
    else if (hashEntry({ seq, previousHash }, content) !== hash) {
      return this.fail(seq, 'changed', `Entry ${seq} was changed after it was written.`)
    }
    if (previousHash !== this.previousHash) {
      return this.fail(seq, 'relinked', `Entry ${seq} does not follow what stands before it.`)
    }
    if (content.action === 'audit.forget' && !this.explains(content.facts)) {
      return this.fail(seq, 'changed', `What entry ${seq} says of entries without names is not how they are.`)
    }
    if (this.expected === `${seq}:${hash}`) this.expected = null
    this.count++
    this.nextSeq = seq + 1
    this.previousHash = hash
    return true
  }

  /** To be called after the last. */
  end(): void {
    if (this.fault) return
    const { seq, hash } = this.head
    const [unexplained] = this.redactions.keys()
    if (unexplained !== undefined) this.fail(seq, 'unexplained', 'Names were taken out, and no entry tells of it.')
    else if (this.nextSeq !== seq + 1)
      this.fail(this.nextSeq, 'cut', `Entries ${this.nextSeq} to ${seq} are not there.`)
    else if (this.previousHash !== hash)
      this.fail(seq, 'relinked', `Entry ${seq} is not the one that was written last.`)
    else if (this.expected !== null) {
      const noted = Number.parseInt(this.expected, 10)
      this.fail(noted, 'rewritten', `Entry ${noted} is not the one that was noted.`)
    }
  }

  private noteRedacted(redaction: string, link: AuditLink): void {
    const digest = this.redactions.get(redaction) ?? new RedactionDigest()
    digest.add(link)
    this.redactions.set(redaction, digest)
  }

  /** Whether this is how the entries are; those of which old ones were removed meanwhile cannot be compared any more. */
  private explains({ redaction, first, entries, digest }: AuditFacts): boolean {
    const found = this.redactions.get(String(redaction))
    this.redactions.delete(String(redaction))
    if (Number(first) < this.head.firstSeq) return true
    return found?.count === entries && found?.end() === digest
  }

  private fail(seq: number, kind: ChainFault['kind'], message: string): false {
    this.fault ??= { seq, kind, message }
    return false
  }
}
