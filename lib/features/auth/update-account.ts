import type { Actor } from '@/lib/core/actor'
import { assertSignedIn } from './assert-signed-in'
import { emitSessionsChanged } from './events'
import { presentAccount } from './present'
import * as repo from './repo'
import type { AccountDto } from './schema'

/** Changes what others see the actor called. Errors: unauthenticated. */
export async function updateAccount({ actor, name }: { actor: Actor; name: string }): Promise<AccountDto> {
  assertSignedIn(actor)
  await repo.renameUser(actor.id, name)
  await emitSessionsChanged(await repo.listActiveSessionIds(actor.id))
  return presentAccount({ ...actor, name })
}
