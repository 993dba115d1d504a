import type { Actor } from '@/lib/core/actor'
import { assertSignedIn } from './assert-signed-in'
import { presentAccount } from './present'
import * as repo from './repo'
import type { AccountDto } from './schema'

/** Changes what others see the actor called. Errors: unauthenticated. */
export async function updateAccount({ actor, name }: { actor: Actor; name: string }): Promise<AccountDto> {
  assertSignedIn(actor)
  await repo.renameUser(actor.id, name)
  return presentAccount({ ...actor, name })
}
