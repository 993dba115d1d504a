import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type SessionId } from '@/lib/core/ids'
import { dayMs, minuteMs } from '@/lib/core/time'
import { hashKey, newKeyText } from '@/lib/features/api-keys/key-text'
import { verifyAudit } from '@/lib/features/audit/verify-audit'
import { findActor } from '@/lib/features/auth/find-actor'
import { startSession } from '@/lib/features/auth/start-session'
import { eraseDueAccounts } from '@/lib/features/privacy/erase-account'
import { previewDeletion } from '@/lib/features/privacy/preview-deletion'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertMember, insertTeam, insertUser, type TestUser } from '@/lib/testing/factories'
import { useLetters } from '@/lib/testing/letters'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST as cancelRoute } from '../../auth/deletion/cancel/route'
import { POST as requestRoute } from './route'

useDatabase()
useTestKv()
const letters = useLetters()
const gateway = useRecordingGateway()

beforeEach(async () => {
  await getDb().diagram.deleteMany()
  await getDb().team.deleteMany()
  await getDb().user.deleteMany()
})

const request = (as: TestUser, { email } = as) => callRoute(requestRoute, { as, method: 'POST', body: { email } })
const signIn = ({ email, password }: TestUser, { keep = false, given = password } = {}) =>
  startSession({ email, password: given, keep, remember: false, userAgent: 'test', address: null })
const inDays = (days: number) => () => Date.now() + days * dayMs
const exists = async ({ id }: { id: string }) => (await getDb().user.count({ where: { id } })) === 1
const isLeaving = async ({ id }: TestUser) => (await getDb().accountDeletion.count({ where: { userId: id } })) === 1

async function insertKey(userId: string): Promise<string> {
  const text = newKeyText()
  const key = { id: newId(), userId, name: 'script', prefix: text.slice(0, 8), keyHash: hashKey(text) }
  await getDb().apiKey.create({ data: { ...key, scopes: ['read'] } })
  return text
}

describe('somebody who wants to be deleted', () => {
  it('can do nothing more, by no browser and no key', async () => {
    const ann = await insertUser()
    const other = (await signIn(ann)) as SessionId
    const key = await insertKey(ann.id)
    const whoAsks = async () => [
      (await findActor({ cookie: await sessionCookie(other) })).type,
      (await findActor({ authorization: `Bearer ${key}` })).type,
    ]
    expect(await whoAsks()).toEqual(['user', 'user'])
    const answer = await request(ann)
    expect(answer.status).toBe(200)
    const { dueAt } = await answer.json()
    expect(Math.round((Date.parse(dueAt) - Date.now()) / dayMs)).toBe(14)
    expect(await whoAsks()).toEqual(['anonymous', 'anonymous'])
  })

  it('is told so by a sign-in that is right, and keeps the account by asking for it', async () => {
    const ann = await insertUser()
    await request(ann)
    await expect(signIn(ann)).rejects.toMatchObject({ code: 'forbidden', errors: [{ code: 'deletion_pending' }] })
    expect(await signIn(ann, { given: 'not this one at all', keep: true })).toBeNull()
    expect(await isLeaving(ann)).toBe(true)
    expect(await signIn(ann, { keep: true })).not.toBeNull()
    expect(await isLeaving(ann)).toBe(false)
    await eraseDueAccounts(inDays(30))
    expect(await exists(ann)).toBe(true)
  })

  const follow = (token: string) => callRoute(cancelRoute, { method: 'POST', body: { token } })

  it('keeps it by the link of a mail too, once', async () => {
    const ann = await insertUser()
    await request(ann)
    const { token, url } = await letters.next(/will be deleted/, ann.email)
    expect(new URL(url).pathname).toBe('/keep-account')
    expect((await follow(token)).status).toBe(200)
    expect(await isLeaving(ann)).toBe(false)
    expect(await signIn(ann)).not.toBeNull()
    expect(await readRefusal(await follow(token))).toEqual([422, 'invalid_input'])
  })

  it('needs that link no more once they have kept it by signing in', async () => {
    const ann = await insertUser()
    await request(ann)
    const { token } = await letters.next(/will be deleted/, ann.email)
    await signIn(ann, { keep: true })
    await request(ann)
    expect(await readRefusal(await follow(token))).toEqual([422, 'invalid_input'])
    expect(await isLeaving(ann)).toBe(true)
  })

  it('has proved who they are a moment ago', async () => {
    const ann = await insertUser()
    const session = (await signIn(ann)) as SessionId
    await getDb().session.updateMany({ data: { confirmedAt: new Date(Date.now() - 11 * minuteMs) } })
    const headers = { cookie: await sessionCookie(session) }
    const refused = await callRoute(requestRoute, { method: 'POST', headers, body: { email: ann.email } })
    expect(await refused.json()).toMatchObject({ code: 'forbidden', errors: [{ code: 'confirm' }] })
    expect(await readRefusal(await callRoute(requestRoute, { method: 'POST' }))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await request(ann, await insertUser()))).toEqual([422, 'invalid_input'])
    expect(await isLeaving(ann)).toBe(false)
  })

  it('is not the last admin: of all who leave at once, one stays', async () => {
    const admins = await Promise.all([1, 2, 3].map(() => insertUser({ role: 'admin' })))
    const answers = await Promise.all(admins.map((admin) => request(admin)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409])
  })
})

describe('an account whose time is over', () => {
  it('goes with its diagrams, but for those that others may change', async () => {
    const [ann, viewer, leaving] = [await insertUser(), await insertUser(), await insertUser()]
    const [first, second] = [await insertUser(), await insertUser()]
    const own = await insertDiagram({ ownerId: ann.id })
    const shown = await insertDiagram({ ownerId: ann.id })
    const trashed = await insertDiagram({ ownerId: ann.id, trashedAt: new Date() })
    const shared = await insertDiagram({ ownerId: ann.id })
    const foreign = await insertDiagram({ ownerId: second.id })
    await insertMember({ diagramId: shown.id, userId: viewer.id, role: 'viewer' })
    for (const { id: userId } of [leaving, first, second]) {
      await insertMember({ diagramId: shared.id, userId })
      await insertMember({ diagramId: trashed.id, userId })
    }
    await insertMember({ diagramId: foreign.id, userId: ann.id })
    await request(leaving)
    expect(await previewDeletion({ actor: actorFor(ann) })).toEqual({ deleted: 3, handedOver: 1 })
    await request(ann)

    await eraseDueAccounts(inDays(13.9))
    expect(await exists(ann)).toBe(true)
    await getDb().accountDeletion.deleteMany({ where: { userId: leaving.id } })
    await getDb().accountDeletion.updateMany({ data: { dueAt: new Date() } })
    await getDb().accountDeletion.create({ data: { userId: leaving.id, dueAt: new Date(inDays(1)()) } })
    await Promise.all([eraseDueAccounts(Date.now), eraseDueAccounts(Date.now)])
    await eraseDueAccounts(Date.now)

    expect(await exists(ann)).toBe(false)
    const left = await getDb().diagram.findMany({ select: { id: true, ownerId: true } })
    expect(left.map(({ id }) => id).sort()).toEqual([shared.id, foreign.id].sort())
    expect(left.find(({ id }) => id === shared.id)?.ownerId).toBe(first.id)
    const members = await getDb().diagramMember.findMany({ where: { diagramId: shared.id }, select: { userId: true } })
    expect(members.map(({ userId }) => userId).sort()).toEqual([leaving.id, second.id].sort())
    const told = gateway.accessChanges.map(({ diagramId }) => diagramId)
    expect(told.sort()).toEqual([own.id, shown.id, trashed.id, shared.id].sort())
  })

  it('leaves no team without an owner, and the diagrams of a team to it', async () => {
    const [ann, admin, editor] = [await insertUser(), await insertUser(), await insertUser()]
    const team = await insertTeam({ members: { owner: ann.id, admin: admin.id, editor: editor.id } })
    const alone = await insertTeam({ members: { owner: ann.id } })
    const drawn = await insertDiagram({ ownerId: ann.id, teamId: team.id })
    await insertDiagram({ ownerId: ann.id, teamId: alone.id })
    await request(ann)
    await getDb().accountDeletion.updateMany({ data: { dueAt: new Date() } })
    await eraseDueAccounts(Date.now)
    expect(await exists(ann)).toBe(false)
    expect(await getDb().team.findMany({ select: { id: true } })).toEqual([{ id: team.id }])
    expect(await getDb().diagram.findMany({ select: { id: true, ownerId: true } })).toEqual([
      { id: drawn.id, ownerId: admin.id },
    ])
    const roles = await getDb().teamMember.findMany({ select: { userId: true, role: true }, orderBy: { role: 'asc' } })
    expect(roles).toEqual([
      { userId: admin.id, role: 'owner' },
      { userId: editor.id, role: 'editor' },
    ])
  })

  it('leaves its id in the audit log, not its address, and the chain whole', async () => {
    const [ann, ben] = [await insertUser(), await insertUser()]
    await signIn(ann)
    await signIn(ann, { given: 'not this one at all' })
    const facts = { memberId: ann.id, member: ann.email, role: 'viewer' }
    await recordAuditNow({ actor: actorFor(ben), action: 'diagram.member.add', target: { type: 'diagram' }, facts })
    await request(ann)
    await letters.settled()
    await getDb().accountDeletion.updateMany({ data: { dueAt: new Date() } })
    await eraseDueAccounts(Date.now)
    const { rows } = await getPool().query('SELECT * FROM audit_events ORDER BY seq')
    expect(JSON.stringify(rows)).not.toContain(ann.email)
    expect(rows.filter((row) => row.actor_id === ann.id).length).toBeGreaterThan(1)
    expect(rows.filter(({ facts: { memberId } }) => memberId === ann.id)[0].facts.role).toBe('viewer')
    expect((await verifyAudit())?.fault).toBeNull()
    const outbox = await getPool().query('SELECT payload FROM outbox')
    expect(JSON.stringify(outbox.rows)).not.toContain(ann.email)

    const tamper = async (sql: string) => {
      const client = await getPool().connect()
      await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
      client.release()
      return (await verifyAudit())?.fault?.kind ?? null
    }
    await expect(
      getPool().query("UPDATE audit_events SET target_name = 'x' WHERE redaction IS NOT NULL"),
    ).rejects.toThrow(/append-only/)
    const change = "UPDATE audit_events SET action = 'x' WHERE action = 'diagram.member.add'"
    expect(await tamper(change)).toBe('changed')
    expect(await tamper("UPDATE audit_events SET action = 'diagram.member.add' WHERE action = 'x'")).toBeNull()
    await getPool().query(`SELECT audit_forget('[{"seq": ${rows.at(-1).seq}, "facts": {}}]', 'mine')`)
    expect((await verifyAudit())?.fault?.kind).toBe('unexplained')
  })
})
