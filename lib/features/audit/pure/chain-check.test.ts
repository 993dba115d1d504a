import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditContent, type AuditHead, type AuditLink, noHash } from '@/lib/platform/audit/audit-entry'
import { hashEntry } from '@/lib/platform/audit/hash-entry'
import { ChainCheck } from './chain-check'

const contentOf = (seq: number, target: string): AuditContent => ({
  ...{ atMs: 1_700_000_000_000 + seq, action: 'diagram.delete', result: 'success' },
  ...{ actorType: 'user', actorId: 'a', actorName: 'ann@example.org' },
  ...{ targetType: 'diagram', targetId: target, targetName: null },
  ...{ address: '192.0.2.1', userAgent: 'Firefox', correlationId: 'c', facts: { role: 'viewer', n: seq } },
})

function makeChain(length: number, { seq = 0, hash = noHash } = {}): { links: AuditLink[]; head: AuditHead } {
  const links: AuditLink[] = []
  let previousHash = hash
  for (let n = 1; n <= length; n++) {
    const content = contentOf(seq + n, `d${n}`)
    const place = { seq: seq + n, previousHash }
    const link = { ...content, ...place, hash: hashEntry(place, content), redaction: null }
    links.push(link)
    previousHash = link.hash
  }
  return { links, head: { seq: seq + length, hash: previousHash, firstSeq: seq + 1, firstPreviousHash: hash } }
}

function check(head: AuditHead, links: AuditLink[], expected: string | null = null) {
  const chain = new ChainCheck(head, expected)
  links.every((link) => chain.follow(link))
  chain.end()
  return chain.fault && `${chain.fault.kind} ${chain.fault.seq}`
}

const chainOf = fc.integer({ min: 2, max: 12 }).map((length) => makeChain(length))

describe('a chain', () => {
  it('is whole as it was written, whatever the order of the facts, and after its beginning was removed', () => {
    const { head, links } = makeChain(9)
    expect(check(head, links)).toBeNull()
    expect(
      check(
        head,
        links.map((link) => ({ ...link, facts: { n: link.seq, role: 'viewer' } })),
      ),
    ).toBeNull()
    const [fourth] = links.slice(3)
    expect(check({ ...head, firstSeq: 4, firstPreviousHash: fourth!.previousHash }, links.slice(3))).toBeNull()
    expect(check(makeChain(0).head, [])).toBeNull()
  })

  it('shows any change of any field', () => {
    const changed = fc.constantFrom<Partial<AuditLink>>(
      ...[{ atMs: 1 }, { action: 'x' }, { result: 'x' }, { actorType: 'x' }, { actorId: null }, { actorName: 'x' }],
      ...[{ targetType: 'x' }, { targetId: 'x' }, { targetName: 'x' }, { address: null }, { userAgent: 'x' }],
      ...[
        { correlationId: null },
        { facts: {} },
        { facts: { role: 'editor', n: 1 } },
        { hash: 'x' },
        { previousHash: 'x' },
      ],
    )
    fc.assert(
      fc.property(chainOf, fc.nat(), changed, ({ head, links }, at, change) => {
        const index = at % links.length
        expect(check(head, links.with(index, { ...links[index]!, ...change }))).toMatch(` ${index + 1}`)
      }),
    )
  })

  it('shows whatever was taken out, put elsewhere, put in or cut off', () => {
    fc.assert(
      fc.property(chainOf, fc.nat(), fc.nat(), ({ head, links }, at, other) => {
        const [index, second] = [at % links.length, other % links.length]
        expect(check(head, links.toSpliced(index, 1))).not.toBeNull()
        expect(check(head, links.slice(0, index))).toBe(`cut ${index + 1}`)
        expect(check(head, links.toSpliced(index, 0, links[second]!))).not.toBeNull()
        const [a, b] = [links[index]!, links[second]!]
        if (a !== b) expect(check(head, links.with(index, b).with(second, a))).not.toBeNull()
      }),
    )
  })

  it('shows an entry that was written anew with a hash that fits, at the next one or at the end', () => {
    fc.assert(
      fc.property(chainOf, fc.nat(), ({ head, links }, at) => {
        const index = at % links.length
        const { seq, previousHash, hash: _, redaction, ...content } = links[index]!
        const forged = { ...content, targetId: 'forged' }
        const faked = links.with(index, {
          ...forged,
          redaction,
          seq,
          previousHash,
          hash: hashEntry({ seq, previousHash }, forged),
        })
        expect(check(head, faked)).toMatch(/^relinked/)
      }),
    )
  })

  it('written anew as a whole is only noticed by who noted an entry of it', () => {
    const { head, links } = makeChain(5)
    const noted = `3:${links[2]!.hash}`
    const forged = makeChain(5, { hash: '1'.repeat(64) })
    expect([check(head, links, noted), check(forged.head, forged.links)]).toEqual([null, null])
    expect(check(forged.head, forged.links, noted)).toBe('rewritten 3')
  })
})
