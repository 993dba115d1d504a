import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dayMs } from '@/lib/core/time'
import { pruneAudit } from '@/lib/features/audit/audit-retention'
import type { AuditEntryDto } from '@/lib/features/audit/schema'
import { verifyAudit } from '@/lib/features/audit/verify-audit'
import { revokeSession } from '@/lib/features/auth/revoke-session'
import { startSession } from '@/lib/features/auth/start-session'
import { recordAudit, recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { withContext } from '@/lib/platform/work-context'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertUser } from '@/lib/testing/factories'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { PUT as logLevelRoute } from '../log-levels/[module]/route'
import { GET as exportRoute } from './export/route'
import { PUT as retentionRoute } from './retention/route'
import { GET as listRoute } from './route'

// Half a hundred hashes of today's cost would take all the time of these tests.
vi.mock('@/lib/features/auth/upgrade-password-hash', () => ({ upgradePasswordHash: async () => undefined }))

useDatabase()
useTestKv()

const actor = { type: 'user', id: 'ann', email: 'ann@example.org' }
const write = (n: number) =>
  recordAuditNow({ actor, action: 'diagram.delete', target: { type: 'diagram', id: `d${n}` } })

/** As somebody with the rights of a superuser could. */
async function tamper(sql: string): Promise<void> {
  const client = await getPool().connect()
  try {
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
  } finally {
    client.release(true)
  }
}

beforeEach(async () => {
  await tamper('DELETE FROM audit_events; DELETE FROM audit_head')
})

const list = async (query = ''): Promise<{ items: AuditEntryDto[]; nextCursor: string | null }> =>
  (await callRoute(listRoute, { as: await insertUser({ role: 'admin' }), path: `/api/admin/audit${query}` })).json()

describe('the chain', () => {
  it('has no gap and no fork, however many write at once', async () => {
    const user = await insertUser()
    const from = { email: user.email, password: user.password, remember: false, userAgent: 'test', address: null }
    const ids = await Promise.all(Array.from({ length: 50 }, () => startSession(from)))
    expect(new Set(ids).size).toBe(50)
    expect(await verifyAudit()).toMatchObject({ count: 50, seq: 50, fault: null })
  })

  it('tells of what was rolled back nothing, and goes on without a gap', async () => {
    await write(1)
    const failing = getDb().$transaction(async (tx) => {
      await recordAudit(tx, { actor, action: 'diagram.delete' })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await write(2)
    expect(await verifyAudit()).toMatchObject({ count: 2, seq: 2, fault: null })
  })

  it('takes any text as it is given back', async () => {
    const name = `\0 \ud800 ${'é'.repeat(600)}`
    await recordAuditNow({
      actor,
      action: 'check.create',
      target: { type: 'check', name },
      facts: { z: name, a: 0.1, n: null },
    })
    expect(await verifyAudit()).toMatchObject({ count: 1, fault: null })
  })

  it.each([
    ["UPDATE audit_events SET target_id = 'x' WHERE seq = 3", 'changed 3'],
    ["UPDATE audit_events SET at = at + interval '1 ms' WHERE seq = 2", 'changed 2'],
    ['DELETE FROM audit_events WHERE seq = 4', 'missing 4'],
    ['DELETE FROM audit_events WHERE seq > 4', 'cut 5'],
    ['UPDATE audit_events SET seq = 9 WHERE seq = 1; UPDATE audit_events SET seq = 1 WHERE seq = 2', 'changed 1'],
  ])('shows %s', async (sql, fault) => {
    for (let n = 1; n <= 5; n++) await write(n)
    await tamper(sql)
    const verdict = await verifyAudit()
    expect(`${verdict?.fault?.kind} ${verdict?.fault?.seq}`).toBe(fault)
  })

  it('cannot be changed by what the product itself may do', async () => {
    await write(1)
    for (const sql of [
      "UPDATE audit_events SET actor_id = 'x'",
      'DELETE FROM audit_events',
      'TRUNCATE audit_events',
      "UPDATE audit_head SET hash = 'x'",
      'DELETE FROM audit_head',
      'TRUNCATE audit_head',
    ]) {
      await expect(getPool().query(sql), sql).rejects.toThrow('append-only')
    }
  })
})

describe('an entry', () => {
  it('tells who, what, from where, and by which request', async () => {
    const user = await insertUser()
    const signIn = { email: user.email, remember: false, userAgent: 'test', address: null }
    const origin = { address: '192.0.2.7', userAgent: 'Firefox' }
    await withContext({ request: { correlationId: 'correlation-1', origin } }, async () => {
      await startSession({ ...signIn, password: 'wrong' })
      await startSession({ ...signIn, email: 'a password typed here', password: 'wrong' })
      const id = await startSession({ ...signIn, password: user.password })
      await revokeSession({ actor: actorFor(user, id!), sessionId: id! })
    })
    const { items } = await list()
    expect(items.map(({ action, result, actor, target }) => [action, result, actor.name, target?.name])).toEqual([
      ['session.end', 'success', user.email, null],
      ['session.start', 'success', user.email, null],
      ['session.start', 'failure', null, null],
      ['session.start', 'failure', null, user.email],
    ])
    expect(items[0]).toMatchObject({ address: '192.0.2.7', userAgent: 'Firefox', correlationId: 'correlation-1' })
  })

  it('is written for what admins do and for what others may not', async () => {
    const call = async (role: 'admin' | 'editor') =>
      callRoute(logLevelRoute, {
        as: await insertUser({ role }),
        method: 'PUT',
        params: { module: 'mail' },
        body: { level: 'warn' },
      })
    expect([(await call('admin')).status, (await call('editor')).status]).toEqual([200, 404])
    const { items } = await list()
    expect(items.map(({ action, result, target, facts }) => ({ action, result, target, facts }))).toEqual([
      {
        action: 'log-level.change',
        result: 'refused',
        target: { type: 'log-level', id: 'mail', name: null },
        facts: { level: 'warn', code: 'not_found' },
      },
      {
        action: 'log-level.change',
        result: 'success',
        target: { type: 'log-level', id: 'mail', name: null },
        facts: { level: 'warn' },
      },
    ])
  })
})

describe('searching and exporting', () => {
  it('finds by person, action, target and time, page by page', async () => {
    for (let n = 1; n <= 5; n++) await write(n)
    await recordAuditNow({
      actor: { type: 'user', id: 'ben', email: 'b_n@example.org' },
      action: 'check.create',
      result: 'failure',
    })
    const seqs = async (query: string) => (await list(query)).items.map(({ seq }) => seq)
    expect(await seqs('?who=ANN@')).toEqual([5, 4, 3, 2, 1])
    expect(await seqs('?who=b_n')).toEqual([6])
    expect(await seqs('?who=a_n')).toEqual([])
    expect(await seqs('?action=check.create')).toEqual([6])
    expect(await seqs('?result=failure')).toEqual([6])
    expect(await seqs('?target=d3')).toEqual([3])
    expect(await seqs(`?from=${new Date(Date.now() + dayMs).toISOString()}`)).toEqual([])
    const first = await list('?limit=4')
    expect([first.items.map(({ seq }) => seq), first.nextCursor]).toEqual([[6, 5, 4, 3], '3'])
    expect(await list(`?limit=4&cursor=${first.nextCursor}`)).toMatchObject({
      items: [{ seq: 2 }, { seq: 1 }],
      nextCursor: null,
    })
  })

  it('gives files that hold everything, are entries themselves, and run nothing in a spreadsheet', async () => {
    await recordAuditNow({ actor: { ...actor, email: '=cmd()@x.org' }, action: 'diagram.delete' })
    const admin = await insertUser({ role: 'admin' })
    const take = (format: string) =>
      callRoute(exportRoute, { as: admin, path: `/api/admin/audit/export?format=${format}` })
    const csv = await take('csv')
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-.*\.csv"$/)
    const lines = (await csv.text()).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain(`"'=cmd()@x.org"`)
    const items: AuditEntryDto[] = await (await take('json')).json()
    expect(items.map(({ action }) => action)).toEqual(['audit.export', 'audit.export', 'diagram.delete'])
  })

  it('is for admins', async () => {
    const editor = await insertUser()
    for (const handler of [listRoute, exportRoute]) {
      expect(await readRefusal(await callRoute(handler, { as: editor }))).toEqual([404, 'not_found'])
      expect(await readRefusal(await callRoute(handler))).toEqual([401, 'unauthenticated'])
    }
  })
})

describe('old entries', () => {
  const age = (seq: number, days: number) =>
    tamper(`UPDATE audit_events SET at = now() - interval '${days} days' WHERE seq = ${seq}`)
  /** As if they had been written then. */
  async function writeOld(daysAgo: readonly number[]) {
    for (const [index, days] of daysAgo.entries()) {
      await write(index)
      await age(index + 1, days)
    }
  }
  const left = async () =>
    (await getPool().query('SELECT seq::int FROM audit_events ORDER BY seq')).rows.map(({ seq }) => seq)

  it('go when an admin says so, which is written down; what is left is a chain', async () => {
    await writeOld([90, 70, 10])
    await pruneAudit()
    expect(await left()).toEqual([1, 2, 3])
    const admin = await insertUser({ role: 'admin' })
    const keep = (days: number | null) => callRoute(retentionRoute, { as: admin, method: 'PUT', body: { days } })
    expect([(await keep(29)).status, (await keep(60)).status]).toEqual([422, 200])
    await pruneAudit()
    expect(await left()).toEqual([3, 4, 5])
    const { items } = await list('?action=audit.prune')
    expect(items).toMatchObject([{ actor: { type: 'system' }, facts: { removed: 2, days: 60 } }])
    // The time of the third was changed by this test; all else fits.
    expect((await verifyAudit())?.fault).toMatchObject({ seq: 3, kind: 'changed' })
    await tamper(
      'UPDATE audit_head SET first_seq = 4, first_previous_hash = (SELECT previous_hash FROM audit_events WHERE seq = 4); DELETE FROM audit_events WHERE seq = 3',
    )
    expect((await verifyAudit())?.fault).toBeNull()
  })

  it('stay for 30 days whatever is asked of the database', async () => {
    await writeOld([20, 10])
    await getPool().query('SELECT audit_prune(now())')
    expect(await left()).toEqual([1, 2])
  })
})
