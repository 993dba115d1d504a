import type { UserId } from '@/lib/core/ids'
import { getDocumentGateway } from '../documents/document-gateway'

/** What these people have open follows what they may do now. After the commit. */
export async function tellMembers(userIds: readonly UserId[]): Promise<void> {
  await Promise.all(userIds.map((userId) => getDocumentGateway().accessChanged({ userId })))
}
