import { describe, expect, it } from 'vitest'
import { type DiagramId, newId } from '@/lib/core/ids'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertMember, insertTeam, insertUser } from '@/lib/testing/factories'
import { findDiagramAccess } from './find-diagram-access'

useDatabase()

describe('findDiagramAccess', () => {
  it('reads the facts of the actor, not of anybody else', async () => {
    const [ann, bob, eve] = [await insertUser(), await insertUser(), await insertUser()]
    const diagram = await insertDiagram({ ownerId: ann.id })
    await insertMember({ diagramId: diagram.id, userId: bob.id, role: 'viewer' })
    const access = async (user: typeof ann) => findDiagramAccess({ actor: actorFor(user), diagramId: diagram.id })
    expect([await access(ann), await access(bob), await access(eve)]).toEqual(['owner', 'viewer', null])
  })

  it('reads what the actor is in the team of the diagram, and in no other', async () => {
    const [ann, bob, eve] = [await insertUser(), await insertUser(), await insertUser()]
    const team = await insertTeam({ members: { owner: ann.id, viewer: bob.id } })
    await insertTeam({ members: { owner: eve.id } })
    const diagram = await insertDiagram({ ownerId: ann.id, teamId: team.id })
    const access = async (user: typeof ann) => findDiagramAccess({ actor: actorFor(user), diagramId: diagram.id })
    expect([await access(ann), await access(bob), await access(eve)]).toEqual(['owner', 'viewer', null])
    await insertMember({ diagramId: diagram.id, userId: bob.id, role: 'editor' })
    expect(await access(bob)).toBe('editor')
  })

  it('is null for anonymous actors, for trashed diagrams of others and for ids that do not exist', async () => {
    const diagram = await insertDiagram({ trashedAt: new Date() })
    const { userId } = await insertMember({ diagramId: diagram.id })
    const member = { ...actorFor(await insertUser()), id: userId }
    expect(await findDiagramAccess({ actor: { type: 'anonymous' }, diagramId: diagram.id })).toBeNull()
    expect(await findDiagramAccess({ actor: member, diagramId: diagram.id })).toBeNull()
    expect(await findDiagramAccess({ actor: { type: 'system' }, diagramId: newId<DiagramId>() })).toBeNull()
  })
})
