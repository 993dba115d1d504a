import { ChainCheck, type ChainFault } from './pure/chain-check'
import * as repo from './repo'

const pageSize = 1_000
const mostTries = 3

export interface ChainVerdict {
  /** Entries that fit. */
  count: number
  fault: ChainFault | null
  /** The last entry: whoever keeps it elsewhere notices when the whole chain was written anew. */
  seq: number
  hash: string
}

/**
 * Follows the whole chain, also while entries are added. `expected` is an entry that was noted before, as `seq:hash`. Null
 * when there is none yet.
 */
export async function verifyAudit(expected: string | null = null, tries = 1): Promise<ChainVerdict | null> {
  const head = await repo.findHead()
  if (!head) return null
  const check = new ChainCheck(head, expected)
  let afterSeq = 0
  for (let page = await next(); page.length > 0; page = await next()) {
    // What came after the head was read is not its business.
    const known = page.filter(({ seq }) => seq <= head.seq)
    if (!known.every((link) => check.follow(link)) || known.length < page.length) break
    afterSeq = known.at(-1)?.seq ?? head.seq
  }
  check.end()
  // Names that were taken out while it was read are explained beyond what was its end.
  if (check.fault?.kind === 'unexplained' && tries < mostTries) return await verifyAudit(expected, tries + 1)
  return { count: check.count, fault: check.fault, seq: head.seq, hash: head.hash }

  function next() {
    return repo.listLinks({ afterSeq, limit: pageSize })
  }
}
