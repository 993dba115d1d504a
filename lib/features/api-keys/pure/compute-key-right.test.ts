import { expect, it } from 'vitest'
import { computeKeyRight, type KeyScope } from './compute-key-right'

it.each([
  [['read'], 'admin', { role: 'editor', mayWrite: false }],
  [['read'], 'viewer', { role: 'viewer', mayWrite: false }],
  [['write'], 'admin', { role: 'editor', mayWrite: true }],
  [['read', 'write'], 'editor', { role: 'editor', mayWrite: true }],
  [['admin'], 'admin', { role: 'admin', mayWrite: true }],
  [['admin'], 'editor', { role: 'editor', mayWrite: true }],
  [['admin', 'write'], 'viewer', { role: 'viewer', mayWrite: true }],
] as const)('a key for %j of an %s may %j', (scopes: readonly KeyScope[], role, right) => {
  expect(computeKeyRight(scopes, role)).toEqual(right)
})
