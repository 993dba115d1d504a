import type { Documented } from './list-operations'
import { secret } from './open-world'
import type { RawAnswer, RawRequest } from './send-raw'

export interface Attack {
  name: string
  request: RawRequest
  /** What the description names; null for what is no operation. */
  documented: Documented | null
  /** Of these the answer has to be one. */
  expected?: readonly number[]
  maySeeSecret?: boolean
  /** In a success; a refusal never tells of it. */
  maySeeInside?: boolean
  /** A refusal that may come while the body is still being sent, so that no answer arrives. */
  mayHangUp?: boolean
}

/** Refusals that any request may meet before its operation is known, and redirects to how an address is written. */
const always = [308, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 422, 429, 431]

/** Words that only the inside of the server knows. */
const inside =
  /node_modules|\bat \w+ \(|\.ts:\d+|prisma|pg_catalog|\bECONN|\bENOENT|syntax error at|relation "|Unexpected token|ZodError/i

/** What is wrong with an answer to a hostile request; nothing, when it is a documented success or a problem. */
export function findFaults({ status, headers, body }: RawAnswer, attack: Attack): string[] {
  const { documented, expected } = attack
  if (status === null) return attack.mayHangUp ? [] : ['no answer']
  const type = String(headers['content-type'] ?? '')
  const faults: string[] = []
  if (status >= 500) faults.push(`${status}: ${body.slice(0, 200)}`)
  if (expected && !expected.includes(status)) faults.push(`${status} instead of ${expected}`)
  if (documented && !documented[status] && !always.includes(status)) faults.push(`${status} is not documented`)
  const mayBeNoProblem = documented?.[status]?.some((known) => type.startsWith(known))
  if (documented && status >= 400 && !mayBeNoProblem && !isProblem(type, body, status)) {
    faults.push(`${status} is no problem+json: ${type} ${body.slice(0, 100)}`)
  }
  if (!attack.maySeeSecret && body.includes(secret)) faults.push(`${status} shows what belongs to someone else`)
  const isPage = type.startsWith('text/html') || type === 'text/x-component'
  const mayTell = isPage || (attack.maySeeInside && status < 300)
  if (!mayTell && inside.test(body)) {
    faults.push(`${status} tells of the inside: ${body.slice(0, 200)}`)
  }
  if (headers['x-content-type-options'] !== 'nosniff') faults.push(`${status} without the headers of every answer`)
  return faults
}

function isProblem(type: string, body: string, status: number): boolean {
  if (type !== 'application/problem+json') return false
  const problem = JSON.parse(body)
  return problem.status === status && typeof problem.code === 'string' && typeof problem.correlationId === 'string'
}
