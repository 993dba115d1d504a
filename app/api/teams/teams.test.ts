import { beforeEach, describe, expect, it } from 'vitest'
import { PUT as move } from '@/app/api/diagrams/[diagramId]/team/route'
import { POST as createDiagram } from '@/app/api/diagrams/route'
import { POST as create, GET as list } from '@/app/api/teams/route'
import { duplicateDiagram } from '@/lib/features/diagrams/duplicate-diagram'
import { findDiagramAccess } from '@/lib/features/diagrams/find-diagram-access'
import { listDiagrams } from '@/lib/features/diagrams/list-diagrams'
import { listDiagramsQuery } from '@/lib/features/diagrams/schema'
import { listTeamMembers } from '@/lib/features/teams/list-team-members'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import {
  actorFor,
  insertDiagram,
  insertMember,
  insertSession,
  insertTeam,
  insertUser,
  type TestTeam,
  type TestUser,
} from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { sessionCookie } from '@/lib/testing/sign-in'
import { PATCH as changeMember, DELETE as removeMember } from './[teamId]/members/[userId]/route'
import { GET as listMembers } from './[teamId]/members/route'
import { GET as get, DELETE as remove, PATCH as rename } from './[teamId]/route'
import { POST as transfer } from './[teamId]/transfer/route'

useDatabase()
const gateway = useRecordingGateway()

let [ann, ben, eve, zoe]: TestUser[] = []
let team: TestTeam
beforeEach(async () => {
  const people = await Promise.all(['Ann', 'Ben', 'Eve', 'Zoe'].map((name) => insertUser({ name })))
  ;[ann, ben, eve, zoe] = people
  team = await insertTeam({ name: 'Platform', members: { owner: ann!.id, admin: ben!.id, viewer: eve!.id } })
})

const inTeam = () => ({ teamId: team.id })
const member = (user: TestUser | undefined) => ({ teamId: team.id, userId: user!.id })
const setRole = (as: TestUser | undefined, user: TestUser | undefined, role: string) =>
  callRoute(changeMember, { as, method: 'PATCH', params: member(user), body: { role } })
const throwOut = (as: TestUser | undefined, user: TestUser | undefined) =>
  callRoute(removeMember, { as, method: 'DELETE', params: member(user) })
const rolesOf = async () =>
  (await listTeamMembers({ actor: actorFor(ann!), teamId: team.id })).map(({ name, role }) => `${name} ${role}`)
const accessOf = (user: TestUser | undefined, { id }: { id: Parameters<typeof findDiagramAccess>[0]['diagramId'] }) =>
  findDiagramAccess({ actor: actorFor(user!), diagramId: id })
const sharesOf = async ({ id }: { id: string }) =>
  (await getPool().query('SELECT user_id FROM diagram_members WHERE diagram_id = $1', [id])).rows.map(
    (row) => row.user_id,
  )

describe('a team', () => {
  it('is made by anybody who may draw, who is its owner', async () => {
    const made = await callRoute(create, { as: zoe, method: 'POST', body: { name: '  Billing ' } })
    expect(made.status).toBe(201)
    const { id, createdAt } = await made.json()
    expect(made.headers.get('location')).toBe(`/api/teams/${id}`)
    const { items } = await (await callRoute(list, { as: zoe })).json()
    expect(items).toEqual([{ id, name: 'Billing', role: 'owner', members: 1, diagrams: 0, createdAt }])
    const looker = await insertUser({ role: 'viewer' })
    expect(await readRefusal(await callRoute(create, { as: looker, method: 'POST', body: { name: 'No' } }))).toEqual([
      403,
      'forbidden',
    ])
    for (const name of ['', 'x'.repeat(61), 'two\nlines']) {
      expect((await callRoute(create, { as: zoe, method: 'POST', body: { name } })).status).toBe(422)
    }
  })

  it('is nothing to strangers, whatever they want: the same as one that does not exist', async () => {
    const other = await insertTeam()
    for (const params of [inTeam(), { teamId: other.id }, { teamId: 'x'.repeat(20) }]) {
      const of = { as: zoe, params }
      const one = { as: zoe, params: { ...params, userId: eve!.id } }
      const answers = await Promise.all([
        callRoute(get, of),
        callRoute(rename, { ...of, method: 'PATCH', body: { name: 'Mine' } }),
        callRoute(remove, { ...of, method: 'DELETE' }),
        callRoute(listMembers, of),
        callRoute(changeMember, { ...one, method: 'PATCH', body: { role: 'viewer' } }),
        callRoute(removeMember, { ...one, method: 'DELETE' }),
        callRoute(transfer, { ...of, method: 'POST', body: { userId: zoe!.id } }),
        callRoute(createDiagram, { as: zoe, method: 'POST', body: { title: 'In', teamId: params.teamId } }),
      ])
      const details = await Promise.all(answers.map(async (answer) => (await answer.json()).detail))
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(404))
      expect(new Set(details)).toEqual(new Set(['There is no such team, or you may not see it.']))
    }
    expect(await readRefusal(await callRoute(get, { params: inTeam() }))).toEqual([401, 'unauthenticated'])
  })

  it('is renamed by who runs it', async () => {
    const call = { method: 'PATCH', params: inTeam(), body: { name: 'Core' } }
    expect(await readRefusal(await callRoute(rename, { ...call, as: eve }))).toEqual([403, 'forbidden'])
    expect(await (await callRoute(rename, { ...call, as: ben })).json()).toMatchObject({ name: 'Core', role: 'admin' })
  })

  it('is deleted when it is empty, or with its diagrams becoming the owner’s, who drew them keeping the right to edit', async () => {
    const drawn = await insertDiagram({ ownerId: ben!.id, teamId: team.id })
    await insertMember({ diagramId: drawn.id, userId: ann!.id, role: 'viewer' })
    const trashed = await insertDiagram({ ownerId: ben!.id, teamId: team.id, trashedAt: new Date() })
    const call = { method: 'DELETE', params: inTeam() }
    expect(await readRefusal(await callRoute(remove, { ...call, as: ben }))).toEqual([403, 'forbidden'])
    const refused = await callRoute(remove, { ...call, as: ann })
    expect([refused.status, (await refused.json()).detail]).toEqual([
      409,
      'There is 1 diagram in this team. Take them over with it, or move them out of the team first.',
    ])
    expect((await callRoute(remove, { ...call, as: ann, path: '/api?diagrams=take' })).status).toBe(204)
    expect([await accessOf(ann, drawn), await accessOf(ben, drawn), await accessOf(eve, drawn)]).toEqual([
      'owner',
      'editor',
      null,
    ])
    expect([await accessOf(ann, trashed), await accessOf(ben, trashed), await sharesOf(drawn)]).toEqual([
      null,
      'owner',
      [ben!.id],
    ])
    expect(gateway.accessChanges).toHaveLength(3)
    expect((await callRoute(get, { as: ann, params: inTeam() })).status).toBe(404)
  })
})

describe('who is in it', () => {
  it('is changed by who decides about it, and what they have open follows', async () => {
    expect((await setRole(ben, eve, 'editor')).status).toBe(200)
    expect(await readRefusal(await setRole(ben, eve, 'owner'))).toEqual([403, 'forbidden'])
    expect(await readRefusal(await setRole(eve, eve, 'admin'))).toEqual([403, 'forbidden'])
    expect(await readRefusal(await setRole(ann, zoe, 'admin'))).toEqual([404, 'not_found'])
    expect(await rolesOf()).toEqual(['Ann owner', 'Ben admin', 'Eve editor'])
    expect(gateway.accessChanges).toEqual([{ userId: eve!.id }])
  })

  it('goes on with an owner: nobody takes away the last one', async () => {
    for (const refused of [await setRole(ann, ann, 'admin'), await throwOut(ann, ann)]) {
      expect(await readRefusal(refused)).toEqual([409, 'conflict'])
    }
    const given = await callRoute(transfer, { as: ann, method: 'POST', params: inTeam(), body: { userId: eve!.id } })
    expect(await given.json()).toMatchObject({ role: 'admin' })
    expect(await rolesOf()).toEqual(['Eve owner', 'Ann admin', 'Ben admin'])
    expect((await throwOut(ann, ann)).status).toBe(204)
  })

  it('counts no owner who is suspended, and is handed over to none', async () => {
    await getDb().teamMember.updateMany({ where: { teamId: team.id, userId: ben!.id }, data: { role: 'owner' } })
    await getDb().user.update({ where: { id: ben!.id }, data: { suspendedAt: new Date() } })
    const handOver = await callRoute(transfer, { as: ann, method: 'POST', params: inTeam(), body: { userId: ben!.id } })
    for (const refused of [await throwOut(ann, ann), await setRole(ann, ann, 'viewer'), handOver]) {
      expect(await readRefusal(refused)).toEqual([409, 'conflict'])
    }
    await getDb().user.update({ where: { id: ben!.id }, data: { suspendedAt: null } })
    expect((await throwOut(ann, ann)).status).toBe(204)
  })

  it('is handed over and deleted by nobody whose proof of who they are is old', async () => {
    const { id } = await insertSession({ userId: ann!.id })
    await getDb().session.update({ where: { id }, data: { confirmedAt: new Date(0) } })
    const headers = { cookie: await sessionCookie(id) }
    const call = { headers, params: inTeam() }
    const handOver = await callRoute(transfer, { ...call, method: 'POST', body: { userId: ben!.id } })
    const removed = await callRoute(remove, { ...call, method: 'DELETE' })
    for (const refused of [handOver, removed]) expect(await readRefusal(refused)).toEqual([403, 'forbidden'])
    expect(await rolesOf()).toContain('Ann owner')
  })

  it('has one owner left, however many are taken away at once', async () => {
    for (let round = 0; round < 3; round++) {
      const owners = await Promise.all(Array.from({ length: 5 }, () => insertUser()))
      team = await insertTeam({ members: { owner: owners.map(({ id }) => id) } })
      const answers = await Promise.all(
        owners.map((owner, at) => {
          const next = owners[(at + 1) % owners.length]
          if (at % 3 === 0) return setRole(owner, owner, 'viewer')
          return at % 3 === 1 ? throwOut(owner, owner) : setRole(owner, next, 'admin')
        }),
      )
      const { rows } = await getPool().query(`SELECT 1 FROM team_members WHERE team_id = $1 AND role = 'owner'`, [
        team.id,
      ])
      expect(rows.length, answers.map(({ status }) => status).join()).toBeGreaterThanOrEqual(1)
      const all = await Promise.all(owners.map((owner) => throwOut(owner, owner)))
      expect(all.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(1)
    }
  })

  it('leaves what somebody made in it to the most senior owner, who is removed or leaves', async () => {
    const drawn = await insertDiagram({ ownerId: ben!.id, teamId: team.id })
    await insertMember({ diagramId: drawn.id, userId: ann!.id, role: 'viewer' })
    const own = await insertDiagram({ ownerId: ben!.id })
    expect((await throwOut(ben, ben)).status).toBe(204)
    expect([await accessOf(ben, drawn), await accessOf(ann, drawn), await accessOf(ben, own)]).toEqual([
      null,
      'owner',
      'owner',
    ])
    expect(gateway.accessChanges).toEqual([{ userId: ben!.id }])
    expect(await sharesOf(drawn)).toEqual([])
  })
})

describe('a diagram of a team', () => {
  const newDiagram = (as: TestUser | undefined) =>
    callRoute(createDiagram, { as, method: 'POST', body: { title: 'Plan', teamId: team.id } })
  const put = (as: TestUser | undefined, diagram: { id: string }, teamId: string | null) =>
    callRoute(move, { as, method: 'PUT', params: { diagramId: diagram.id }, body: { teamId } })

  it('is made in it by who adds to it, and opened by everybody in it', async () => {
    const made = await newDiagram(ben)
    const diagram = await made.json()
    expect([made.status, diagram.team, diagram.access]).toEqual([201, { id: team.id, name: 'Platform' }, 'owner'])
    expect(await Promise.all([ann, eve, zoe].map((user) => accessOf(user, diagram)))).toEqual([
      'editor',
      'viewer',
      null,
    ])
    expect(await readRefusal(await newDiagram(eve))).toEqual([403, 'forbidden'])
    const query = listDiagramsQuery.parse({ team: team.id })
    const seen = async (user: TestUser | undefined) => (await listDiagrams({ actor: actorFor(user!), query })).total
    expect([await seen(ann), await seen(eve), await seen(zoe)]).toEqual([1, 1, 0])
  })

  it('is moved into it by its owner, and out of it by them or by who runs the team', async () => {
    const own = await insertDiagram({ ownerId: ben!.id })
    expect((await put(ben, own, team.id)).status).toBe(204)
    expect(await accessOf(eve, own)).toBe('viewer')
    expect(await readRefusal(await put(eve, own, null))).toEqual([403, 'forbidden'])
    expect(await readRefusal(await put(zoe, own, null))).toEqual([404, 'not_found'])
    expect((await put(ann, own, null)).status).toBe(204)
    expect([await accessOf(ann, own), await accessOf(eve, own), await accessOf(ben, own)]).toEqual([
      null,
      null,
      'owner',
    ])
    expect(gateway.accessChanges).toEqual([{ diagramId: own.id }, { diagramId: own.id }])
    const foreign = await insertTeam()
    expect(await readRefusal(await put(ben, own, foreign.id))).toEqual([404, 'not_found'])
  })

  it('is copied within it by who adds to it, and out of it by who looks', async () => {
    const diagram = await insertDiagram({ ownerId: ann!.id, teamId: team.id })
    const copy = async (user: TestUser | undefined) =>
      (await duplicateDiagram({ actor: actorFor(user!), diagramId: diagram.id })).team?.id
    expect([await copy(ben), await copy(eve)]).toEqual([team.id, undefined])
  })

  it('stays with the team when it is made while its maker is thrown out', async () => {
    await Promise.all([newDiagram(ben), throwOut(ann, ben), newDiagram(ben)])
    const { rows } = await getPool().query('SELECT DISTINCT owner_id FROM diagrams WHERE team_id = $1', [team.id])
    expect(rows.map(({ owner_id }) => owner_id)).not.toContain(ben!.id)
  })
})
