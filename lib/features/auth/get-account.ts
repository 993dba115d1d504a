import type { Actor } from '@/lib/core/actor'
import { assertSignedIn } from './assert-signed-in'
import { presentAccount } from './present'
import type { AccountDto } from './schema'

/** The actor's own account. Errors: unauthenticated. */
export function getAccount({ actor }: { actor: Actor }): AccountDto {
  assertSignedIn(actor)
  return presentAccount(actor)
}
