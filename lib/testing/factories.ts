import { hash } from '@node-rs/argon2'
import type { UserActor, UserRole } from '@/lib/core/actor'
import { type AssetId, type DiagramId, newId, type SessionId, type TeamId, type UserId } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'

/** Rows for tests: each factory makes the parents it needs, and every field can be given. */

export interface TestUser {
  id: UserId
  email: string
  name: string
  role: UserRole
  password: string
}

/** Cheap on purpose: tests sign in hundreds of times. */
const hashOptions = { memoryCost: 64, timeCost: 1, parallelism: 1 }

export async function insertUser(given: Partial<TestUser> = {}): Promise<TestUser> {
  const id = given.id ?? newId<UserId>()
  const user: TestUser = {
    id,
    email: `${id.toLowerCase()}@example.org`,
    name: `User ${id.slice(0, 4)}`,
    role: 'editor',
    password: 'correct horse battery',
    ...given,
  }
  const { password, ...row } = user
  await getDb().user.create({ data: { ...row, passwordHash: await hash(password, hashOptions) } })
  return user
}

export interface TestSession {
  id: SessionId
  userId: UserId
}

export async function insertSession(
  given: { userId?: UserId; expiresAt?: Date; revokedAt?: Date | null; lastSeenAt?: Date } = {},
): Promise<TestSession> {
  const userId = given.userId ?? (await insertUser()).id
  const id = newId<SessionId>()
  await getDb().session.create({
    data: { id, userAgent: 'test', expiresAt: new Date(Date.now() + 30 * dayMs), ...given, userId },
  })
  return { id, userId }
}

/** The actor that a signed-in request of this user would have. */
export const actorFor = (user: TestUser, sessionId: SessionId = newId<SessionId>()): UserActor => ({
  type: 'user',
  id: user.id,
  sessionId,
  role: user.role,
  name: user.name,
  email: user.email,
})

export interface TestRecord {
  id: string
  typeName: string
  [key: string]: unknown
}

export interface TestDiagram {
  id: DiagramId
  ownerId: UserId
  title: string
}

interface GivenDiagram {
  id?: DiagramId
  ownerId?: UserId
  teamId?: TeamId
  title?: string
  kind?: 'canvas' | 'note' | 'mixed'
  note?: string
  createdAt?: Date
  updatedAt?: Date
  trashedAt?: Date | null
  documentClock?: bigint
  documentSchema?: { schemaVersion: number; [key: string]: unknown }
  lastEditedById?: UserId
  /** Stored as they are, at the diagram's clock. */
  records?: TestRecord[]
}

export async function insertDiagram(given: GivenDiagram = {}): Promise<TestDiagram> {
  const { records = [], documentSchema, ...fields } = given
  const ownerId = given.ownerId ?? (await insertUser()).id
  const id = given.id ?? newId<DiagramId>()
  const title = given.title ?? `Diagram ${id.slice(0, 4)}`
  const clock = given.documentClock ?? (records.length ? 1n : 0n)
  await getDb().diagram.create({
    data: {
      ...fields,
      id,
      ownerId,
      title,
      documentClock: clock,
      ...(documentSchema ? { documentSchema: JSON.parse(JSON.stringify(documentSchema)) } : {}),
      records: {
        create: records.map((record) => ({
          recordId: record.id,
          clock,
          state: JSON.parse(JSON.stringify(record)),
        })),
      },
    },
  })
  return { id, ownerId, title }
}

export async function insertMember(given: {
  diagramId: DiagramId
  userId?: UserId
  role?: 'editor' | 'viewer'
}): Promise<{ userId: UserId }> {
  const userId = given.userId ?? (await insertUser()).id
  await getDb().diagramMember.create({
    data: { diagramId: given.diagramId, userId, role: given.role ?? 'editor' },
  })
  return { userId }
}

export interface TestTeam {
  id: TeamId
  name: string
}

/** A team of these people, of each by what they are in it. */
export async function insertTeam(
  given: { name?: string; members?: Partial<Record<'owner' | 'admin' | 'editor' | 'viewer', UserId | UserId[]>> } = {},
): Promise<TestTeam> {
  const id = newId<TeamId>()
  const name = given.name ?? `Team ${id.slice(0, 4)}`
  const members = Object.entries(given.members ?? { owner: (await insertUser()).id })
  await getDb().team.create({ data: { id, name } })
  await getDb().teamMember.createMany({
    data: members.flatMap(([role, ids]) =>
      [ids].flat().map((userId) => ({ teamId: id, userId, role: role as 'owner' | 'admin' | 'editor' | 'viewer' })),
    ),
  })
  return { id, name }
}

/** An asset's row, linked to the diagram when one is given; the bytes are not stored. */
export async function insertAsset(
  given: { id?: AssetId; diagramId?: DiagramId; uploaderId?: UserId; contentType?: string; sizeBytes?: number } = {},
): Promise<{ id: AssetId }> {
  const { diagramId, ...fields } = given
  const id =
    given.id ??
    ((newId() + newId() + newId())
      .toLowerCase()
      .replace(/[^0-9a-f]/g, '0')
      .padEnd(64, '0') as AssetId)
  await getDb().asset.create({
    data: {
      contentType: 'image/png',
      sizeBytes: 1,
      ...fields,
      id,
      ...(diagramId ? { diagrams: { create: { diagramId } } } : {}),
    },
  })
  return { id }
}
