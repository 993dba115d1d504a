import { expect, it } from 'vitest'
import type { Actor, UserRole } from '@/lib/core/actor'
import type { SessionId, UserId } from '@/lib/core/ids'
import { adminsOnly, type ComponentAudience, canSeeComponent, describeFor } from './policy'

const user = (role: UserRole): Actor => ({
  type: 'user',
  id: 'u' as UserId,
  sessionId: 's' as SessionId,
  role,
  name: 'Ann',
  email: 'ann@example.org',
})
const some: ComponentAudience = { signedIn: ['database'], public: [] }
const open: ComponentAudience = { signedIn: [], public: [{ id: 'database', name: 'Drawing' }] }

it.each<[string, Actor, string, ComponentAudience, boolean]>([
  ['an admin sees what is shown to nobody', user('admin'), 'database', adminsOnly, true],
  ['an editor sees what is shown to those signed in', user('editor'), 'database', some, true],
  ['a viewer too', user('viewer'), 'database', some, true],
  ['an editor sees nothing else', user('editor'), 'kv', some, false],
  ['a stranger sees not even that', { type: 'anonymous' }, 'database', some, false],
  ['an editor sees what the public sees', user('editor'), 'database', open, true],
  ['a stranger does so on the public page only', { type: 'anonymous' }, 'database', open, false],
  ['the system sees everything', { type: 'system' }, 'kv', some, true],
])('%s', (_, actor, id, audience, expected) => {
  expect(canSeeComponent(actor, { id }, audience)).toBe(expected)
})

it('until an admin chooses, nobody else sees anything', () => {
  expect(canSeeComponent(user('editor'), { id: 'database' }, adminsOnly)).toBe(false)
})

it('who sees a component only as the public does reads its public name and nothing else', () => {
  const component = { id: 'database', name: 'pg-main-7', message: 'It answers slowly.' }
  expect(describeFor(user('editor'), component, open)).toEqual({ id: 'database', name: 'Drawing', message: null })
  expect(describeFor(user('admin'), component, open)).toBe(component)
  expect(describeFor(user('editor'), component, { ...open, signedIn: ['database'] })).toBe(component)
})
