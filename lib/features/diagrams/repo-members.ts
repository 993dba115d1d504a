import type { DiagramId, UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import type { MemberRole } from './schema'

export interface MemberRow {
  userId: UserId
  name: string
  email: string
  role: 'owner' | MemberRole
}

const person = { select: { id: true, name: true, email: true } } as const

const toRow = (
  { id, name, email }: { id: string; name: string; email: string },
  role: MemberRow['role'],
): MemberRow => ({
  userId: id as UserId,
  name,
  email,
  role,
})

export const memberRepo = {
  async list(diagramId: DiagramId): Promise<MemberRow[]> {
    const diagram = await getDb().diagram.findUnique({
      where: { id: diagramId },
      select: { owner: person, members: { select: { role: true, user: person }, orderBy: { user: { name: 'asc' } } } },
    })
    if (!diagram) return []
    return [toRow(diagram.owner, 'owner'), ...diagram.members.map(({ user, role }) => toRow(user, role))]
  },

  async findPerson(email: string): Promise<{ userId: UserId; name: string; email: string } | null> {
    const user = await getDb().user.findUnique({ where: { email }, ...person })
    return user && { userId: user.id as UserId, name: user.name, email: user.email }
  },

  /** Adds the member, or gives one that is there already the new role. */
  async upsert(diagramId: DiagramId, member: { userId: UserId; role: MemberRole }): Promise<void> {
    const { userId, role } = member
    await getDb().diagramMember.upsert({
      where: { diagramId_userId: { diagramId, userId } },
      create: { diagramId, userId, role },
      update: { role },
    })
  },

  /** Null when there is no such member. */
  async setRole(diagramId: DiagramId, member: { userId: UserId; role: MemberRole }): Promise<MemberRow | null> {
    const { userId, role } = member
    const [changed] = await getDb().diagramMember.updateManyAndReturn({
      where: { diagramId, userId },
      data: { role },
      select: { role: true, user: person },
    })
    return changed ? toRow(changed.user, changed.role) : null
  },

  async remove(diagramId: DiagramId, userId: UserId): Promise<void> {
    await getDb().diagramMember.deleteMany({ where: { diagramId, userId } })
  },
}
