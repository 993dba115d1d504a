import { createHash } from 'node:crypto'

const modulus = 2n ** 128n
const lineBreak = 0x0a

/**
 * A digest of a set of rows that does not depend on their order, since that depends on the collation: the sum of the first
 * 128 bits of each row's SHA-256. Fed with the text format of COPY, in which a line break only ever ends a row.
 */
export class RowDigest {
  rows = 0
  private sum = 0n
  private rest: Buffer = Buffer.alloc(0)

  add(bytes: Buffer): void {
    const whole = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes
    let start = 0
    for (let end = whole.indexOf(lineBreak); end >= 0; end = whole.indexOf(lineBreak, start)) {
      this.sum = (this.sum + hashRow(whole.subarray(start, end))) % modulus
      this.rows++
      start = end + 1
    }
    this.rest = whole.subarray(start)
  }

  digest(): string {
    return present(this.sum)
  }
}

const hashRow = (row: Buffer): bigint => BigInt(`0x${createHash('sha256').update(row).digest('hex').slice(0, 32)}`)

const present = (sum: bigint): string => sum.toString(16).padStart(32, '0')

/** The digest of the rows of several chunks. */
export const addDigests = (digests: readonly string[]): string =>
  present(digests.reduce((sum, digest) => (sum + BigInt(`0x${digest}`)) % modulus, 0n))
