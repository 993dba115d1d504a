import { createHash } from 'node:crypto'
import type { AuditContent } from './audit-entry'

interface Place {
  seq: number
  previousHash: string
}

/** SHA-256, in hex, of the previous hash, the number and the content as JSON with its keys in order, one line each. */
export const hashEntry = ({ seq, previousHash }: Place, content: AuditContent): string =>
  createHash('sha256')
    .update(`${previousHash}\n${seq}\n${toCanonicalJson(content)}`)
    .digest('hex')

/** What the hash of an entry is made of, beside its place. */
export function toCanonicalJson({ facts, ...content }: AuditContent): string {
  return JSON.stringify({ ...inOrder(content), facts: inOrder(facts) })
}

/** The database keeps the fields of JSON in an order of its own. */
const inOrder = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))
