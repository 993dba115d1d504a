import { beforeEach, expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertUser, type TestDiagram, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { addMember } from './add-member'
import { changeMember } from './change-member'
import { findDiagramAccess } from './find-diagram-access'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'

useDatabase()
const gateway = useRecordingGateway()

let ann: TestUser
let bob: TestUser
let diagram: TestDiagram
beforeEach(async () => {
  ann = await insertUser({ name: 'Ann' })
  bob = await insertUser({ name: 'Bob' })
  diagram = await insertDiagram({ ownerId: ann.id })
})

const add = (role: 'editor' | 'viewer', email = bob.email) =>
  addMember({ actor: actorFor(ann), diagramId: diagram.id, email, role })
const accessOf = (user: TestUser) => findDiagramAccess({ actor: actorFor(user), diagramId: diagram.id })

it('shares with a person, changes the role, and tells open sockets each time', async () => {
  await add('viewer')
  expect(await accessOf(bob)).toBe('viewer')
  await add('editor')
  expect(await accessOf(bob)).toBe('editor')
  await changeMember({ actor: actorFor(ann), diagramId: diagram.id, userId: bob.id, role: 'viewer' })
  expect(await accessOf(bob)).toBe('viewer')
  await removeMember({ actor: actorFor(ann), diagramId: diagram.id, userId: bob.id })
  expect(await accessOf(bob)).toBeNull()
  expect(gateway.accessChanges).toEqual(Array(4).fill({ diagramId: diagram.id, userId: bob.id }))
})

it('lists the owner first', async () => {
  await add('editor')
  expect(await listMembers({ actor: actorFor(bob), diagramId: diagram.id })).toEqual([
    { id: ann.id, name: 'Ann', email: ann.email, role: 'owner' },
    { id: bob.id, name: 'Bob', email: bob.email, role: 'editor' },
  ])
})

it('lets members leave but not decide', async () => {
  await add('editor')
  const byBob = { actor: actorFor(bob), diagramId: diagram.id }
  await expect(addMember({ ...byBob, email: bob.email, role: 'editor' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(removeMember({ ...byBob, userId: ann.id })).rejects.toMatchObject({ code: 'forbidden' })
  await removeMember({ ...byBob, userId: bob.id })
  expect(await accessOf(bob)).toBeNull()
})

it('says what is wrong with an address, under its field', async () => {
  await expect(add('editor', 'nobody@example.org')).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'email', code: 'unknown_account' }],
  })
  await expect(add('editor', ann.email)).rejects.toMatchObject({ errors: [{ path: 'email', code: 'is_owner' }] })
  expect(gateway.accessChanges).toEqual([])
})

it('does not let strangers see or touch anything', async () => {
  const byBob = { actor: actorFor(bob), diagramId: diagram.id }
  for (const attempt of [
    () => listMembers(byBob),
    () => addMember({ ...byBob, email: bob.email, role: 'editor' }),
    () => changeMember({ ...byBob, userId: ann.id, role: 'viewer' }),
    () => removeMember({ ...byBob, userId: bob.id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
  }
})
