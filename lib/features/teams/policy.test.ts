import { describe, expect, it } from 'vitest'
import type { UserActor } from '@/lib/core/actor'
import type { ApiKeyId, SessionId, UserId } from '@/lib/core/ids'
import { assertTeamAllowed, assertTeamMemberChange } from './assert-team'
import { computeTeamRole } from './compute-team-role'
import {
  type DiagramMove,
  decideDiagramMove,
  decideTeamAction,
  decideTeamMemberChange,
  type TeamAction,
} from './policy'
import { type TeamRole, teamRoles } from './pure/team-roles'

const actor = (given: Partial<UserActor> = {}): UserActor => ({
  type: 'user',
  id: 'ann' as UserId,
  sessionId: 's' as SessionId,
  role: 'editor',
  name: 'Ann',
  email: 'ann@example.org',
  ...given,
})
const key = (mayWrite: boolean) => ({ id: 'k' as ApiKeyId, mayWrite })
const actions: TeamAction[] = ['view', 'contribute', 'release', 'rename', 'invite', 'transfer', 'delete']

describe('what somebody is to a team', () => {
  it.each<[string, UserActor, TeamRole | null, TeamRole | null]>([
    ['is what they are in it', actor(), 'admin', 'admin'],
    ['is nothing without a membership', actor(), null, null],
    ['is nothing for an admin of the instance either', actor({ role: 'admin' }), null, null],
    ['is at most a viewer for a viewer of the instance', actor({ role: 'viewer' }), 'owner', 'viewer'],
    ['is at most a viewer with a key for reading', actor({ key: key(false) }), 'owner', 'viewer'],
    ['is all of it with a key for writing', actor({ key: key(true) }), 'owner', 'owner'],
    ['is nothing without a membership, with whatever cap', actor({ role: 'viewer' }), null, null],
  ])('%s', (_, who, membership, role) => {
    expect(computeTeamRole(who, membership)).toBe(role)
  })
})

describe('what a role allows', () => {
  it.each<[TeamRole | null, TeamAction[]]>([
    [null, []],
    ['viewer', ['view']],
    ['editor', ['view', 'contribute']],
    ['admin', ['view', 'contribute', 'release', 'rename', 'invite']],
    ['owner', actions],
  ])('%s', (role, allowed) => {
    expect(actions.filter((action) => decideTeamAction(role, action))).toEqual(allowed)
  })

  it('answers 404 to a stranger, whatever they want, and 403 to who is in the team', () => {
    for (const action of actions) {
      expect(() => assertTeamAllowed(null, action)).toThrow(expect.objectContaining({ code: 'not_found' }))
    }
    expect(() => assertTeamAllowed('editor', 'invite')).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})

describe('who may move a diagram', () => {
  it.each<[string, DiagramMove, ReturnType<typeof decideDiagramMove>]>([
    ['its owner, into a team', { owns: true, from: null, to: { role: 'editor' } }, 'allowed'],
    ['its owner, into a team where they only look', { owns: true, from: null, to: { role: 'viewer' } }, 'contribute'],
    ['its owner, into the team of strangers', { owns: true, from: null, to: { role: null } }, 'no_such_team'],
    ['its owner, out of a team', { owns: true, from: { role: 'viewer' }, to: null }, 'allowed'],
    ['its owner, from one team to another', { owns: true, from: { role: 'viewer' }, to: { role: 'admin' } }, 'allowed'],
    ['an admin of its team, out of it', { owns: false, from: { role: 'admin' }, to: null }, 'allowed'],
    ['an owner of its team, out of it', { owns: false, from: { role: 'owner' }, to: null }, 'allowed'],
    ['an editor of its team, out of it', { owns: false, from: { role: 'editor' }, to: null }, 'release'],
    ['who it is shared with, out of a team', { owns: false, from: { role: null }, to: null }, 'release'],
    ['an admin of its team, to another', { owns: false, from: { role: 'admin' }, to: { role: 'admin' } }, 'release'],
    ['who it is shared with, into a team', { owns: false, from: null, to: { role: 'owner' } }, 'release'],
    ['nobody else, out of none', { owns: false, from: null, to: null }, 'release'],
  ])('%s', (_, move, verdict) => {
    expect(decideDiagramMove(move)).toBe(verdict)
  })
})

describe('who may change whom', () => {
  const to = [...teamRoles, null]
  const verdicts = (by: TeamRole, change: { isSelf: boolean; otherOwners: number }) =>
    Object.fromEntries(
      teamRoles
        .filter((from) => !change.isSelf || from === by)
        .map((from) => [
          from,
          to.filter((next) => decideTeamMemberChange({ by, from, to: next, ...change }) === 'allowed'),
        ]),
    )
  const others = { isSelf: false, otherOwners: 1 }
  const self = { isSelf: true, otherOwners: 1 }
  const below = ['admin', 'editor', 'viewer', null]

  it('an owner: everybody, also themselves', () => {
    expect(verdicts('owner', others)).toEqual({ owner: to, admin: to, editor: to, viewer: to })
    expect(verdicts('owner', self)).toEqual({ owner: to })
  })

  it('an admin: everybody but owners, and makes none', () => {
    expect(verdicts('admin', others)).toEqual({ owner: [], admin: below, editor: below, viewer: below })
    expect(verdicts('admin', self)).toEqual({ admin: below })
  })

  it.each(['editor', 'viewer'] as const)('an %s: nobody, but may leave', (by) => {
    expect(verdicts(by, others)).toEqual({ owner: [], admin: [], editor: [], viewer: [] })
    expect(verdicts(by, self)).toEqual({ [by]: [null] })
  })

  it('nobody takes the last owner away, not even the owner', () => {
    for (const next of ['admin', 'editor', 'viewer', null] as const) {
      const change = { by: 'owner', isSelf: true, from: 'owner', to: next, otherOwners: 0 } as const
      expect(decideTeamMemberChange(change)).toBe('last_owner')
      expect(() => assertTeamMemberChange(change)).toThrow(expect.objectContaining({ code: 'conflict' }))
    }
    expect(decideTeamMemberChange({ by: 'owner', isSelf: true, from: 'owner', to: 'owner', otherOwners: 0 })).toBe(
      'allowed',
    )
  })
})
