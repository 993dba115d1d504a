import type { UserActor } from '@/lib/core/actor'
import { findEmailVerifiedAt } from './repo'

/** Whether the actor ever proved to read the mailbox of their present address. */
export const isEmailVerified = async ({ actor }: { actor: UserActor }): Promise<boolean> =>
  (await findEmailVerifiedAt(actor.id)) !== null
