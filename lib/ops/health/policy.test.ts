import { expect, it } from 'vitest'
import type { Actor, UserRole } from '@/lib/core/actor'
import type { SessionId, UserId } from '@/lib/core/ids'
import { adminsOnly, canSeeComponent } from './policy'

const user = (role: UserRole): Actor => ({
  type: 'user',
  id: 'u' as UserId,
  sessionId: 's' as SessionId,
  role,
  name: 'Ann',
  email: 'ann@example.org',
})
const some = { signedIn: ['database'] }

it.each<[string, Actor, string, { signedIn: string[] }, boolean]>([
  ['an admin sees what is shown to nobody', user('admin'), 'database', { signedIn: [] }, true],
  ['an editor sees what is shown to those signed in', user('editor'), 'database', some, true],
  ['a viewer too', user('viewer'), 'database', some, true],
  ['an editor sees nothing else', user('editor'), 'kv', some, false],
  ['a stranger sees not even that', { type: 'anonymous' }, 'database', some, false],
  ['the system sees everything', { type: 'system' }, 'kv', some, true],
])('%s', (_, actor, id, audience, expected) => {
  expect(canSeeComponent(actor, { id }, audience)).toBe(expected)
})

it('until an admin chooses, nobody else sees anything', () => {
  expect(canSeeComponent(user('editor'), { id: 'database' }, adminsOnly)).toBe(false)
})
