import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/core/actor'
import type { SessionId, UserId } from '@/lib/core/ids'
import { assertAllowed, computeDiagramAccess, type DiagramAccessFacts, isAllowed } from './policy'

const ann = 'ann' as UserId
const bob = 'bob' as UserId
const user = (id: UserId, role: 'admin' | 'editor' | 'viewer' = 'editor'): Actor => ({
  type: 'user',
  id,
  role,
  sessionId: 's' as SessionId,
  name: id,
  email: `${id}@example.org`,
})
const facts = (change: Partial<DiagramAccessFacts> = {}): DiagramAccessFacts => ({
  ownerId: ann,
  memberRole: null,
  teamRole: null,
  trashed: false,
  ...change,
})

describe('computeDiagramAccess', () => {
  it.each([
    ['nobody signed in', { type: 'anonymous' } as Actor, facts(), null],
    ['the owner', user(ann), facts(), 'owner'],
    ['the owner of a trashed diagram', user(ann), facts({ trashed: true }), 'owner'],
    ['a stranger', user(bob), facts(), null],
    ['an admin of the instance is a stranger too', user(bob, 'admin'), facts(), null],
    ['an editor', user(bob), facts({ memberRole: 'editor' }), 'editor'],
    ['a viewer', user(bob), facts({ memberRole: 'viewer' }), 'viewer'],
    ['an editor of a trashed diagram', user(bob), facts({ memberRole: 'editor', trashed: true }), null],
    [
      'a viewer of the instance is never more than viewer',
      user(bob, 'viewer'),
      facts({ memberRole: 'editor' }),
      'viewer',
    ],
    ['a viewer of the instance looks at what they own', user(ann, 'viewer'), facts(), 'viewer'],
    [
      'a viewer of the instance looks at what they own and trashed',
      user(ann, 'viewer'),
      facts({ trashed: true }),
      'viewer',
    ],
    ['a viewer of the instance is a stranger to the rest', user(bob, 'viewer'), facts(), null],
    ['an owner of its team', user(bob), facts({ teamRole: 'owner' }), 'editor'],
    ['an admin of its team', user(bob), facts({ teamRole: 'admin' }), 'editor'],
    ['an editor of its team', user(bob), facts({ teamRole: 'editor' }), 'editor'],
    ['a viewer of its team', user(bob), facts({ teamRole: 'viewer' }), 'viewer'],
    ['the more of both: the share', user(bob), facts({ memberRole: 'editor', teamRole: 'viewer' }), 'editor'],
    ['the more of both: the team', user(bob), facts({ memberRole: 'viewer', teamRole: 'editor' }), 'editor'],
    ['its owner, who only looks in the team', user(ann), facts({ teamRole: 'viewer' }), 'owner'],
    ['somebody of the team, once it is in the trash', user(bob), facts({ teamRole: 'owner', trashed: true }), null],
    ['a viewer of the instance who owns the team', user(bob, 'viewer'), facts({ teamRole: 'owner' }), 'viewer'],
    ['the system', { type: 'system' } as Actor, facts({ trashed: true }), 'owner'],
  ])('%s', (_, actor, diagram, access) => {
    expect(computeDiagramAccess(actor, diagram)).toBe(access)
  })
})

describe('what an access allows', () => {
  it.each([
    [null, []],
    ['viewer', ['view']],
    ['editor', ['view', 'edit']],
    ['owner', ['view', 'edit', 'manage']],
  ] as const)('%s', (access, actions) => {
    expect((['view', 'edit', 'manage'] as const).filter((action) => isAllowed(access, action))).toEqual(actions)
  })

  it('answers 404 to who may not see it, and 403 to who may', () => {
    expect(() => assertAllowed(null, 'view')).toThrow(expect.objectContaining({ code: 'not_found' }))
    expect(() => assertAllowed('viewer', 'edit')).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(() => assertAllowed('editor', 'manage')).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})
