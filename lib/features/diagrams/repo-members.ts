import type { DiagramId, UserId } from '@/lib/core/ids'
import type { AuditRecorder } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import type { MemberRole } from './schema'

export interface MemberRow {
  userId: UserId
  name: string
  email: string
  role: 'owner' | MemberRole
}

interface MemberChange {
  userId: UserId
  role: MemberRole
  record: AuditRecorder
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
  async upsert(diagramId: DiagramId, member: MemberChange): Promise<void> {
    const { userId, role, record } = member
    await getDb().$transaction(async (tx) => {
      await tx.diagramMember.upsert({
        where: { diagramId_userId: { diagramId, userId } },
        create: { diagramId, userId, role },
        update: { role },
      })
      await record(tx)
    })
  },

  /** Null when there is no such member. */
  async setRole(diagramId: DiagramId, member: MemberChange): Promise<MemberRow | null> {
    const { userId, role, record } = member
    return await getDb().$transaction(async (tx) => {
      const [changed] = await tx.diagramMember.updateManyAndReturn({
        where: { diagramId, userId },
        data: { role },
        select: { role: true, user: person },
      })
      if (!changed) return null
      await record(tx)
      return toRow(changed.user, changed.role)
    })
  },

  async remove(diagramId: DiagramId, { userId, record }: Omit<MemberChange, 'role'>): Promise<void> {
    await getDb().$transaction(async (tx) => {
      const { count } = await tx.diagramMember.deleteMany({ where: { diagramId, userId } })
      if (count > 0) await record(tx)
    })
  },
}
