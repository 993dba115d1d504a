import { describe, expect, it } from 'vitest'
import { computeFingerprint, type ErrorFacts } from './compute-fingerprint'
import { normalizeMessage } from './normalize-message'

const facts: ErrorFacts = {
  module: 'http',
  name: 'TypeError',
  message: "Cannot read properties of undefined (reading 'title') of diagram 4fK2mP0aQ9zLx7Tb31Vc",
  stack: `TypeError: Cannot read properties of undefined
    at presentDiagram (/srv/app/lib/features/diagrams/present.ts:12:20)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
    at async /srv/app/node_modules/next/dist/server.js:1:1
    at async getDiagram (/srv/app/lib/features/diagrams/get-diagram.ts:16:3)`,
}
const same = (other: Partial<ErrorFacts>) => computeFingerprint({ ...facts, ...other }) === computeFingerprint(facts)

describe('a fingerprint', () => {
  it('is the same when lines move, ids differ, or it runs in another folder', () => {
    expect(same({ stack: facts.stack!.replace(/:\d+:\d+/g, ':999:1') })).toBe(true)
    expect(same({ stack: facts.stack!.replaceAll('/srv/app', '/home/ann/autograph') })).toBe(true)
    expect(same({ message: facts.message.replace('4fK2mP0aQ9zLx7Tb31Vc', '0a1b2c3d4e5f6g7h8i9j') })).toBe(true)
    expect(same({ stack: facts.stack!.replace('node:internal/process/task_queues:95:5', 'node:internal/x:1:1') })).toBe(
      true,
    )
  })

  it('differs by place, kind, message and module', () => {
    expect(same({ stack: facts.stack!.replace('presentDiagram', 'presentFolder') })).toBe(false)
    expect(same({ name: 'RangeError' })).toBe(false)
    expect(same({ message: 'Maximum call stack size exceeded' })).toBe(false)
    expect(same({ module: 'sync' })).toBe(false)
  })

  it('is the same in Firefox when only the bundle is another', () => {
    const stack = (file: string) => `drawShape@https://draw.example.org/_next/static/chunks/${file}.js:1:2345\n`
    expect(same({ stack: stack('4f2a9') })).toBe(false)
    expect(computeFingerprint({ ...facts, stack: stack('4f2a9') })).toBe(
      computeFingerprint({ ...facts, stack: stack('c0ffee12') }),
    )
  })
})

describe('a message without what differs', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <n>'],
    ['no such diagram "Ann’s plan"', 'no such diagram <text>'],
    ['duplicate key (id)=(4fK2mP0aQ9zLx7Tb31Vc)', 'duplicate key (id)=(<id>)'],
    ['shape:a1B2c3D4 is gone after 12.5 ms', '<id> is gone after <n> ms'],
    ['GET https://x.example.org/a?b=c failed with 502', 'GET <url> failed with <n>'],
    ['ENOENT, open /srv/data/uploads/ab12', 'ENOENT, open <path>'],
    ['session 0f8fad5b-d9cb-469f-a165-70867728950e', 'session <id>'],
  ])('%s', (message, normal) => {
    expect(normalizeMessage(message)).toBe(normal)
  })
})
