import { beforeAll, describe, expect, it } from 'vitest'
import { type ApiOperation, listOperations } from '@/e2e/hostile/list-operations'
import { contentTypes, encodeBody, fillBody, fillPath, notHere, type Subject } from '@/e2e/hostile/valid-requests'
import { newId, type SessionId } from '@/lib/core/ids'
import { hashKey, newKeyText, readPrefix } from '@/lib/features/api-keys/key-text'
import { getOpenApiDocument } from '@/lib/features/openapi/get-openapi-document'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { whoMay } from '@/lib/testing/who-may'

const classes = new Map(Object.entries(whoMay).flatMap(([who, names]) => names.map((name) => [name, who] as const)))
const findClass = ({ name }: ApiOperation) => classes.get(name)

useDatabase()
useTestKv()
useRecordingGateway()

/** Where even who is nobody is told only that there is nothing. */
const notTold: Record<string, number> = { 'GET /api/assets/{assetId}': 404 }

const operations = listOperations(getOpenApiDocument())
const reads = new Set(['GET', 'HEAD'])
/** Changes that leave everything else as it was. */
const harmless = new Set(
  ['PATCH ', 'PUT ', 'POST '].flatMap((method) =>
    ['', '/document', '/sync-ticket', '/duplicate'].map((path) => `${method}/api/diagrams/{diagramId}${path}`),
  ),
)
const roles = { viewer: ['owner', 'editor', 'viewer'], editor: ['owner', 'editor'], owner: ['owner'] } as const

type Headers = Record<string, string>
const dead: Record<string, Headers> = {}
const living: Record<string, Headers> = {}
let admin: Headers
let readKey: Headers
let subject: Subject

async function insertKey(user: TestUser, more: { scopes: ('read' | 'write')[]; expiresAt?: Date }): Promise<Headers> {
  const key = newKeyText()
  const row = { id: newId<string>(), userId: user.id, name: 'x', prefix: readPrefix(key), keyHash: hashKey(key) }
  await getDb().apiKey.create({ data: { ...row, ...more } })
  return { authorization: `Bearer ${key}` }
}

const enter = async (user: TestUser, more: Parameters<typeof insertSession>[0] = {}): Promise<Headers> => ({
  cookie: await sessionCookie((await insertSession({ ...more, userId: user.id })).id as SessionId),
})

beforeAll(async () => {
  for (const name of ['USER', 'IP', 'MEDIA_USER', 'UPLOAD_USER', 'MAIL_USER', 'KEY'])
    process.env[`RATE_LIMIT_${name}_PER_MINUTE`] = '0'
  process.env.DIAGNOSTICS_ENABLED = 'true'
  forget('env')
  const [owner, editor, viewer, other, onlyViews, suspended, member] = await Promise.all(
    [0, 1, 2, 3, 4, 5, 6].map((n) => insertUser(n === 4 ? { role: 'viewer' } : {})),
  )
  if (!owner || !editor || !viewer || !other || !onlyViews || !suspended || !member) throw new Error('nobody there')
  const { id: diagramId } = await insertDiagram({ ownerId: owner.id })
  await insertMember({ diagramId, userId: editor.id })
  await insertMember({ diagramId, userId: viewer.id, role: 'viewer' })
  await insertMember({ diagramId, userId: onlyViews.id })
  await insertMember({ diagramId, userId: member.id })
  admin = await enter(await insertUser({ role: 'admin' }))
  Object.assign(living, {
    other: await enter(other),
    viewer: await enter(viewer),
    'viewer of the instance': await enter(onlyViews),
    editor: await enter(editor),
  })
  await getDb().user.update({ where: { id: suspended.id }, data: { suspendedAt: new Date() } })
  Object.assign(dead, {
    anonymous: {},
    suspended: await enter(suspended),
    "a suspended one's key": await insertKey(suspended, { scopes: ['write'] }),
    'expired key': await insertKey(owner, { scopes: ['write'], expiresAt: new Date(0) }),
    'revoked session': await enter(owner, { revokedAt: new Date() }),
    'expired session': await enter(owner, { expiresAt: new Date(0) }),
  })
  readKey = await insertKey(owner, { scopes: ['read'] })
  const person = { ...owner, csrf: 'x', cookie: '', otherSessionId: 'x'.repeat(20) }
  const ids = { diagramId, assetId: 'a'.repeat(64), fingerprint: 'f'.repeat(16), ids: {} }
  subject = { ...ids, person, member: { ...person, ...member }, newcomer: { ...person, ...other } }
  for (const operation of operations) if (!operation.isPublic) await loadRoute(operation)
  // Loading every route of the product is most of the work.
}, 120_000)

function loadRoute({ path }: ApiOperation) {
  const file = `./${path.slice('/api/'.length).replaceAll(/\{(\w+)\}/g, '[$1]')}/route.ts`
  return import(/* @vite-ignore */ file)
}

async function call(operation: ApiOperation, headers: Headers): Promise<number> {
  const handlers = await loadRoute(operation)
  const path = fillPath(operation, subject)
  const parts = path.split('/')
  const names = operation.path.split('/').map((part) => /^\{(\w+)\}$/.exec(part)?.[1])
  const params = Object.fromEntries(names.flatMap((name, at) => (name ? [[name, parts[at] ?? '']] : [])))
  const fields = fillBody(operation, subject)
  const type = contentTypes[operation.contentType] ?? operation.contentType
  const body = fields ? encodeBody(operation.contentType, fields) : null
  const request = new Request(`http://draw.example.org${path}`, {
    method: operation.method,
    headers: { ...headers, ...(type ? { 'content-type': type } : {}), 'if-match': '*' },
    ...(body === null ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
  })
  const response: Response = await handlers[operation.method](request, { params })
  await response.body?.cancel()
  return response.status
}

/** What differs from what is expected, each as one line. */
async function findFaults(
  asked: ApiOperation[],
  people: Record<string, Headers>,
  expect: (operation: ApiOperation, who: string) => number | null,
): Promise<string[]> {
  const faults: string[] = []
  for (const operation of asked) {
    for (const [who, headers] of Object.entries(people)) {
      const expected = expect(operation, who)
      if (expected === null) continue
      const status = await call(operation, headers)
      // A body of which no sample is known may be refused for that first.
      const isRight = status === expected || (status === 422 && notHere.has(operation.name))
      if (!isRight) faults.push(`${operation.name} as ${who}: ${status} instead of ${expected}`)
    }
  }
  return faults
}

describe('every operation of the API', () => {
  it('says who may call it, in the map and in the document alike', () => {
    expect([...classes.keys()].sort()).toEqual(operations.map(({ name }) => name).sort())
    expect(Object.values(whoMay).flat()).toHaveLength(classes.size)
    const wrong = operations.filter((one) => one.isPublic !== (findClass(one) === 'anybody'))
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  const guarded = operations.filter(({ isPublic }) => !isPublic)

  it('is nothing for who is not signed in, suspended, or comes with what is over', async () => {
    expect(await findFaults(guarded, dead, ({ name }) => notTold[name] ?? 401)).toEqual([])
  })

  it('changes nothing by a key for reading', async () => {
    const changing = guarded.filter(({ method }) => !reads.has(method))
    expect(await findFaults(changing, { 'a key for reading': readKey }, () => 403)).toEqual([])
  })

  it('of admins does not exist for anybody else', async () => {
    const forAdmins = guarded.filter((one) => findClass(one) === 'admin')
    expect(await findFaults(forAdmins, living, () => 404)).toEqual([])
  })

  it('about a diagram is for who may do it, and the diagram is not there for others', async () => {
    const about = guarded.filter(({ path }) => path.includes('{diagramId}'))
    const faults = await findFaults(about, living, (operation, who) => {
      const needed = findClass(operation)
      if (needed !== 'viewer' && needed !== 'editor' && needed !== 'owner') return null
      if (who === 'other') return 404
      const is = who === 'viewer of the instance' ? 'viewer' : who
      if (who !== is && operation.path.endsWith('/duplicate')) return 403
      return roles[needed].some((role) => role === is) ? null : 403
    })
    expect(faults).toEqual([])
  })

  it('answers who may, by the least of them', async () => {
    const known = new Set(['diagramId', 'template', 'userId'])
    const paramsOf = ({ path }: ApiOperation) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const asked = guarded.filter(
      (one) => (reads.has(one.method) && paramsOf(one).every((name) => known.has(name))) || harmless.has(one.name),
    )
    const { other = {}, viewer = {}, editor = {} } = living
    const least: Record<string, Headers> = { 'signed-in': other, viewer, editor, admin }
    const faults: string[] = []
    for (const operation of asked) {
      const who = findClass(operation) ?? ''
      const status = await call(operation, least[who] ?? {})
      if (status >= 400) faults.push(`${operation.name} as ${who}: ${status}`)
    }
    expect(asked.length).toBeGreaterThan(40)
    expect(faults).toEqual([])
  })
})
