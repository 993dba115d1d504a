import { expect, it } from 'vitest'
import type { UserId } from '@/lib/core/ids'
import { findUserFault, type UserChange, type UserFault } from './policy'

const [ann, ben] = ['ann', 'ben'] as UserId[] as [UserId, UserId]
const editor = { role: 'editor', suspended: false } as const
const admin = { role: 'admin', suspended: false } as const

type Case = [string, Parameters<typeof findUserFault>[0]['target'], UserChange, UserId[], UserFault | null]

it.each<Case>([
  ['an editor is suspended', { id: ben, ...editor }, { suspended: true }, [ann], null],
  ['an editor is deleted', { id: ben, ...editor }, { deleted: true }, [ann], null],
  ['an editor is made admin', { id: ben, ...editor }, { role: 'admin' }, [ann], null],
  ['one of two admins is demoted', { id: ben, ...admin }, { role: 'viewer' }, [ann, ben], null],
  ['one of two admins is suspended', { id: ben, ...admin }, { suspended: true }, [ann, ben], null],
  ['an admin demotes themself beside another', { id: ann, ...admin }, { role: 'editor' }, [ann, ben], null],
  ['an admin suspends themself', { id: ann, ...admin }, { suspended: true }, [ann, ben], 'own_account'],
  ['an admin deletes themself', { id: ann, ...admin }, { deleted: true }, [ann, ben], 'own_account'],
  ['the only admin demotes themself', { id: ann, ...admin }, { role: 'editor' }, [ann], 'last_admin'],
  ['the only admin stays admin', { id: ann, ...admin }, { role: 'admin' }, [ann], null],
  ['the only admin is restored, who was not kept out', { id: ann, ...admin }, { suspended: false }, [ann], null],
  ['an admin who is kept out is demoted', { id: ben, ...admin, suspended: true }, { role: 'viewer' }, [ann], null],
])('%s', (_, target, change, admins, expected) => {
  expect(findUserFault({ actorId: ann, target, change, admins })).toBe(expected)
})
