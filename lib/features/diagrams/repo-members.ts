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

export const memberRepo = {
  async list(diagramId: DiagramId): Promise<MemberRow[]> {
    const diagram = await getDb().diagram.findUnique({
      where: { id: diagramId },
      select: { owner: person, members: { select: { role: true, user: person }, orderBy: { user: { name: 'asc' } } } },
    })
    if (!diagram) return []
    const row = (user: { id: string; name: string; email: string }, role: MemberRow['role']): MemberRow => ({
      userId: user.id as UserId,
      name: user.name,
      email: user.email,
      role,
    })
    return [row(diagram.owner, 'owner'), ...diagram.members.map(({ user, role }) => row(user, role))]
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

  /** False when there was no such member. */
  async setRole(diagramId: DiagramId, member: { userId: UserId; role: MemberRole }): Promise<boolean> {
    const { userId, role } = member
    const { count } = await getDb().diagramMember.updateMany({ where: { diagramId, userId }, data: { role } })
    return count === 1
  },

  async remove(diagramId: DiagramId, userId: UserId): Promise<void> {
    await getDb().diagramMember.deleteMany({ where: { diagramId, userId } })
  },
}
