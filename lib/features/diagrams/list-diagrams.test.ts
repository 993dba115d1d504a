import { beforeEach, describe, expect, it } from 'vitest'
import type { UserActor } from '@/lib/core/actor'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertMember, insertTeam, insertUser, type TestUser } from '@/lib/testing/factories'
import { listDiagrams } from './list-diagrams'
import { openDiagram } from './open-diagram'
import { listDiagramsQuery } from './schema'
import { updateDiagram } from './update-diagram'

useDatabase()

let ann: TestUser
let actor: UserActor
beforeEach(async () => {
  ann = await insertUser({ name: 'Ann' })
  actor = actorFor(ann)
})

const list = (query: Record<string, unknown> = {}) => listDiagrams({ actor, query: listDiagramsQuery.parse(query) })
const titles = async (query: Record<string, unknown> = {}) => (await list(query)).items.map((item) => item.title)
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))

describe('views', () => {
  it('shows each diagram where it belongs', async () => {
    const own = await insertDiagram({ ownerId: ann.id, title: 'own', updatedAt: at(3) })
    await insertDiagram({ ownerId: ann.id, title: 'thrown away', trashedAt: at(9) })
    const shared = await insertDiagram({ title: 'shared', updatedAt: at(2) })
    await insertMember({ diagramId: shared.id, userId: ann.id, role: 'viewer' })
    const gone = await insertDiagram({ title: 'shared, then trashed', trashedAt: at(9) })
    await insertMember({ diagramId: gone.id, userId: ann.id })
    await insertDiagram({ title: 'of a stranger' })
    await openDiagram({ actor, diagramId: shared.id })
    await updateDiagram({ actor, diagramId: own.id, change: { starred: true } })

    expect(await titles({ view: 'all' })).toEqual(['own', 'shared'])
    expect(await titles({ view: 'recent' })).toEqual(['shared'])
    expect(await titles({ view: 'starred' })).toEqual(['own'])
    expect(await titles({ view: 'shared' })).toEqual(['shared'])
    expect(await titles({ view: 'trash' })).toEqual(['thrown away'])
  })

  it('shows diagrams of a team among all, to its people only, and does not call them shared', async () => {
    const team = await insertTeam({ name: 'Platform', members: { viewer: ann.id } })
    const other = await insertTeam({ name: 'Secret' })
    await insertDiagram({ title: 'of the team', teamId: team.id })
    await insertDiagram({ title: 'of the team, in the trash', teamId: team.id, trashedAt: at(1) })
    const shared = await insertDiagram({ title: 'shared from another team', teamId: other.id, updatedAt: at(1) })
    await insertMember({ diagramId: shared.id, userId: ann.id, role: 'editor' })
    await insertDiagram({ title: 'of another team', teamId: other.id })

    const { items } = await list()
    expect(items.map(({ title, team, access }) => [title, team?.name, access])).toEqual([
      ['of the team', 'Platform', 'viewer'],
      ['shared from another team', undefined, 'editor'],
    ])
    expect(await titles({ view: 'shared' })).toEqual(['shared from another team'])
    expect(await titles({ view: 'trash' })).toEqual([])
  })

  it('presents a diagram as its viewer meets it', async () => {
    const owner = await insertUser({ name: 'Bob' })
    const diagram = await insertDiagram({
      ownerId: owner.id,
      title: 'Plan',
      createdAt: at(1),
      updatedAt: at(2),
      lastEditedById: owner.id,
      documentClock: 7n,
    })
    await insertMember({ diagramId: diagram.id, userId: ann.id, role: 'viewer' })
    const { items } = await list()
    expect(items).toEqual([
      {
        id: diagram.id,
        title: 'Plan',
        kind: 'canvas',
        folderId: null,
        ownerId: owner.id,
        owner: { id: owner.id, name: 'Bob' },
        team: null,
        access: 'viewer',
        tags: [],
        starred: false,
        createdAt: at(1).toISOString(),
        updatedAt: at(2).toISOString(),
        lastEditedBy: { id: owner.id, name: 'Bob' },
        viewedAt: null,
        viewCount: 0,
        versionCount: 0,
        sizeBytes: 0,
        etag: '"7"',
        trashedAt: null,
      },
    ])
  })

  it('is for people who are signed in', async () => {
    const anonymous = listDiagrams({ actor: { type: 'anonymous' }, query: listDiagramsQuery.parse({}) })
    await expect(anonymous).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('search and filters', () => {
  it('takes %, _ and \\ literally, and does not mind the case', async () => {
    for (const title of ['100% done', '1000 done', 'a_b', 'aXb', 'c\\d'])
      await insertDiagram({ ownerId: ann.id, title })
    expect(await titles({ q: '0%' })).toEqual(['100% done'])
    expect(await titles({ q: 'A_B' })).toEqual(['a_b'])
    expect(await titles({ q: 'c\\d' })).toEqual(['c\\d'])
    expect(await titles({ q: ' ' })).toHaveLength(5)
  })

  it('counts what the filter lets through', async () => {
    await insertDiagram({ ownerId: ann.id, title: 'x', kind: 'note' })
    await insertDiagram({ ownerId: ann.id, title: 'y' })
    expect(await list({ kind: 'note' })).toMatchObject({ total: 1, items: [{ title: 'x' }] })
  })
})

describe('paging', () => {
  it.each(['updatedAt', 'createdAt', 'title', 'viewedAt', 'trashedAt'])(
    'meets each diagram once, by %s',
    async (sort) => {
      const view = sort === 'trashedAt' ? 'trash' : 'all'
      for (let n = 0; n < 7; n++) {
        const time = at(n < 5 ? 0 : n)
        await insertDiagram({
          ownerId: ann.id,
          title: n < 5 ? 'Same' : `Other ${n}`,
          createdAt: time,
          updatedAt: time,
          ...(view === 'trash' ? { trashedAt: time } : {}),
        })
      }
      for (const order of ['asc', 'desc'] as const) {
        const whole = (await list({ view, sort, order })).items.map((item) => item.id)
        expect(new Set(whole).size).toBe(7)
        expect(await readPages({ view, sort, order, limit: 2 })).toEqual(whole)
      }
    },
  )

  it('goes on where it was when rows before the cursor come and go', async () => {
    for (let n = 0; n < 4; n++) await insertDiagram({ ownerId: ann.id, title: `d${n}`, updatedAt: at(n) })
    const first = await list({ limit: 2 })
    await insertDiagram({ ownerId: ann.id, title: 'new', updatedAt: at(10) })
    const second = await list({ limit: 2, cursor: first.nextCursor })
    expect(second).toMatchObject({ items: [{ title: 'd1' }, { title: 'd0' }], nextCursor: null, total: 5 })
  })

  it.each([
    ['nonsense', 'x'],
    ['of another order', Buffer.from(JSON.stringify(['title', 'asc', 'a', '0'.repeat(20)])).toString('base64url')],
    [
      'with a time that is none',
      Buffer.from(JSON.stringify(['updatedAt', 'desc', 'a', '0'.repeat(20)])).toString('base64url'),
    ],
  ])('refuses a cursor %s', async (_, cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path: 'cursor' }] })
  })
})

async function readPages(query: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await list(cursor ? { ...query, cursor } : query)
    expect(page.total).toBe(7)
    ids.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor
  } while (cursor)
  return ids
}
