import type { UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'

export const avatarRepo = {
  async save(userId: UserId, { png, hash }: { png: Uint8Array<ArrayBuffer>; hash: string }): Promise<void> {
    const data = { png, hash, updatedAt: new Date() }
    await getDb().userAvatar.upsert({ where: { userId }, create: { userId, ...data }, update: data })
  },

  async remove(userId: UserId): Promise<void> {
    await getDb().userAvatar.deleteMany({ where: { userId } })
  },

  async findHash(userId: UserId): Promise<string | null> {
    const found = await getDb().userAvatar.findUnique({ where: { userId }, select: { hash: true } })
    return found?.hash ?? null
  },

  async findPng(userId: UserId): Promise<Uint8Array<ArrayBuffer> | null> {
    const found = await getDb().userAvatar.findUnique({ where: { userId }, select: { png: true } })
    return found?.png ?? null
  },
}
