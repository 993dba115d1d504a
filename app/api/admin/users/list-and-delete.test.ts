import { beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '@/lib/features/audit/verify-audit'
import { findActor } from '@/lib/features/auth/find-actor'
import { hashEmail } from '@/lib/features/auth/hash-email'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import {
  insertAsset,
  insertDiagram,
  insertMember,
  insertSession,
  insertUser,
  type TestUser,
} from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST as makeKeyRoute } from '../../account/api-keys/route'
import { PATCH, DELETE as remove } from './[userId]/route'
import { DELETE as endSessions } from './[userId]/sessions/route'
import { GET as list } from './route'

useDatabase()
useTestKv()

beforeEach(async () => {
  await getDb().diagram.deleteMany()
  await getDb().user.deleteMany()
})

const change = (as: TestUser | null, userId: string, body: object) =>
  callRoute(PATCH, { as, method: 'PATCH', params: { userId }, body })
const suspend = (as: TestUser, { id }: TestUser) => change(as, id, { suspended: true })
const insertAdmin = () => insertUser({ role: 'admin' })
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })

async function makeKey(as: TestUser): Promise<string> {
  const made = await callRoute(makeKeyRoute, { as, method: 'POST', body: { name: 'CI', scopes: ['write'] } })
  return (await made.json()).key
}

describe('the list of users', () => {
  const ask = async (as: TestUser | null, query = '') => (await callRoute(list, { as, path: `/api?${query}` })).json()
  const namesOf = ({ items }: { items: { name: string | null; email: string }[] }) =>
    items.map(({ name, email }) => name ?? email)

  it('tells of everybody, by name, and of whoever is invited', async () => {
    const admin = await insertUser({ role: 'admin', name: 'zoe' })
    const ann = await insertUser({ name: 'Ann' })
    const ben = await insertUser({ name: 'ben' })
    await insertDiagram({ ownerId: ann.id })
    await insertSession({ userId: ann.id, lastSeenAt: new Date('2026-01-02T03:04:05Z') })
    await getDb().secondFactor.create({
      data: { userId: ann.id, sealedSecret: 'x', lastStep: 0, confirmedAt: new Date() },
    })
    await getDb().signInFailure.create({
      data: { account: hashEmail(ben.email), failures: 10, lastFailedAt: new Date() },
    })
    const invited = { id: 'i'.repeat(20), purpose: 'invite', email: 'carl@example.org', role: 'viewer' } as const
    await getDb().accountLink.create({ data: { ...invited, expiresAt: new Date(Date.now() + 60_000) } })
    const all = await ask(admin)
    expect([namesOf(all), all.total, all.nextCursor]).toEqual([['Ann', 'ben', 'carl@example.org', 'zoe'], 4, null])
    expect(all.items[0]).toMatchObject({
      ...{ email: ann.email, role: 'editor', state: 'active', lastSeenAt: '2026-01-02T03:04:05.000Z' },
      ...{ secondFactor: true, diagrams: 1 },
    })
    expect(all.items[1]).toMatchObject({ state: 'locked', lastSeenAt: null, secondFactor: false, diagrams: 0 })
    expect(all.items[2]).toMatchObject({ state: 'invited', role: 'viewer', name: null })
    await suspend(admin, ben)
    expect(namesOf(await ask(admin, 'state=suspended'))).toEqual(['ben'])
    expect(namesOf(await ask(admin, 'state=locked'))).toEqual([])
    expect(namesOf(await ask(admin, 'role=admin'))).toEqual(['zoe'])
    expect(namesOf(await ask(admin, 'q=CARL%40'))).toEqual(['carl@example.org'])
    expect(namesOf(await ask(admin, 'q=%25'))).toEqual([])
  })

  it('goes on where a page ended, also among people of one name', async () => {
    const admin = await insertAdmin()
    for (let n = 0; n < 5; n++) await insertUser({ name: n % 2 ? 'same' : 'Same' })
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `q=same&limit=2${cursor ? `&cursor=${cursor}` : ''}`
      const page: { items: { id: string }[]; nextCursor: string | null } = await ask(admin, query)
      ids.push(...page.items.map((one) => one.id))
      cursor = page.nextCursor
    }
    expect([ids.length, new Set(ids).size]).toEqual([5, 5])
    const refused = await callRoute(list, { as: admin, path: '/api?cursor=nonsense' })
    expect(await readRefusal(refused)).toEqual([422, 'invalid_input'])
  })
})

describe('an account that is deleted', () => {
  const del = (as: TestUser, { id }: TestUser, to?: TestUser) =>
    callRoute(remove, { as, method: 'DELETE', path: `/api${to ? `?transferTo=${to.id}` : ''}`, params: { userId: id } })

  it('leaves its diagrams, with all that is in them, to whom the admin names', async () => {
    const [admin, ann, ben, carl] = [await insertAdmin(), await insertUser(), await insertUser(), await insertUser()]
    const records = [{ id: 'shape:a', typeName: 'shape' }]
    const live = await insertDiagram({ ownerId: ann.id, records })
    const trashed = await insertDiagram({ ownerId: ann.id, trashedAt: new Date() })
    await insertMember({ diagramId: live.id, userId: ben.id, role: 'viewer' })
    await insertMember({ diagramId: live.id, userId: carl.id })
    const asset = await insertAsset({ diagramId: live.id, uploaderId: ann.id })
    await insertSession({ userId: ann.id })
    const key = await makeKey(ann)

    expect(await readRefusal(await del(admin, ann))).toEqual([409, 'conflict'])
    const viewer = await insertUser({ role: 'viewer' })
    for (const unsuitable of [ann, viewer]) {
      expect(await readRefusal(await del(admin, ann, unsuitable))).toEqual([422, 'invalid_input'])
    }
    expect((await del(admin, ann, ben)).status).toBe(204)

    expect(await getDb().user.findUnique({ where: { id: ann.id } })).toBeNull()
    expect(await findActor(bearer(key))).toEqual({ type: 'anonymous' })
    const left = await getDb().diagram.findMany({
      include: { members: true, records: true, assets: true },
      orderBy: { trashedAt: { sort: 'asc', nulls: 'first' } },
    })
    expect(left.map(({ id, ownerId }) => [id, ownerId])).toEqual([
      [live.id, ben.id],
      [trashed.id, ben.id],
    ])
    expect(left[0]).toMatchObject({
      ...{ members: [{ userId: carl.id, role: 'editor' }], records: [{ recordId: 'shape:a' }] },
      assets: [{ assetId: asset.id }],
    })
    expect(await getDb().auditEvent.findFirst({ where: { action: 'account.delete' } })).toMatchObject({
      ...{ targetId: ann.id, facts: { diagrams: 2, teams: 0, transferredTo: ben.id } },
    })
    const log = await getDb().auditEvent.findMany()
    expect(log.some(({ actorId, action }) => actorId === ann.id && action === 'api-key.create')).toBe(true)
    expect(JSON.stringify(log, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain(
      ann.email,
    )
    expect(await verifyAudit(null)).toMatchObject({ fault: null })
  })

  it('leaves no team without an owner, and no diagram in a team that its owner is not in', async () => {
    const [admin, ann, ben] = [await insertAdmin(), await insertUser(), await insertUser()]
    const insertTeam = (id: string) =>
      getDb().team.create({ data: { id, name: id, members: { create: { userId: ann.id, role: 'owner' } } } })
    await insertTeam('t'.repeat(20))
    await insertTeam('s'.repeat(20))
    await insertTeam('u'.repeat(20))
    const suspended = await insertUser()
    await getDb().user.update({ where: { id: suspended.id }, data: { suspendedAt: new Date() } })
    await getDb().teamMember.create({ data: { teamId: 'u'.repeat(20), userId: suspended.id, role: 'owner' } })
    await getDb().teamMember.create({ data: { teamId: 's'.repeat(20), userId: admin.id, role: 'owner' } })
    const { id } = await insertDiagram({ ownerId: ann.id })
    await getDb().diagram.update({ where: { id }, data: { teamId: 's'.repeat(20) } })
    expect((await del(admin, ann, ben)).status).toBe(204)
    const members = await getDb().teamMember.findMany({ where: { userId: ben.id }, orderBy: { teamId: 'asc' } })
    expect(members.map(({ teamId, role }) => [teamId[0], role])).toEqual([
      ['s', 'editor'],
      ['t', 'owner'],
      ['u', 'owner'],
    ])
    await getDb().diagram.deleteMany()
    await getDb().team.deleteMany()
  })

  it('loses no diagram that is made at the same moment', async () => {
    const admin = await insertAdmin()
    for (let round = 0; round < 5; round++) {
      const [ann, ben] = [await insertUser(), await insertUser()]
      const made = [0, 1, 2].map(() => insertDiagram({ ownerId: ann.id }).catch(() => null))
      const [deleted, ...diagrams] = await Promise.all([del(admin, ann, ben), ...made])
      expect(deleted.status).toBe(204)
      const kept = diagrams.filter((diagram) => diagram !== null).map((diagram) => diagram.id)
      expect(await getDb().diagram.count({ where: { id: { in: kept }, ownerId: ben.id } })).toBe(kept.length)
    }
  })

  it('is never one’s own', async () => {
    const [admin] = [await insertAdmin(), await insertAdmin()]
    expect(await readRefusal(await del(admin, admin))).toEqual([409, 'conflict'])
  })
})

it('an admin signs somebody out everywhere', async () => {
  const [admin, ann] = [await insertAdmin(), await insertUser()]
  const cookie = await sessionCookie((await insertSession({ userId: ann.id })).id)
  const end = (userId: string) => callRoute(endSessions, { as: admin, method: 'DELETE', params: { userId } })
  expect((await end(ann.id)).status).toBe(204)
  expect(await findActor({ cookie })).toEqual({ type: 'anonymous' })
  expect((await end('x'.repeat(20))).status).toBe(404)
})
