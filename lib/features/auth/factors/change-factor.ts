import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { requireStepUp } from '../require-step-up'
import type { BackupCodesDto } from '../schema-factors'
import { hashBackupCode, makeBackupCodes } from './backup-codes'
import * as repo from './repo-factors'

const isOff = () => new AppError('conflict', 'Two-step sign-in is not on.')

/** Turns the second factor off. Errors: unauthenticated, forbidden without a fresh proof, conflict. */
export async function disableFactor({ actor: asking }: { actor: Actor }): Promise<void> {
  const actor = await requireStepUp(asking)
  const target = { type: 'account', id: actor.id, name: actor.email }
  if (!(await repo.removeFactor(actor.id, { actor, action: 'account.factor.disable', target }))) throw isOff()
}

/** New backup codes, shown this once; the old ones are worth nothing. Errors: as above. */
export async function renewBackupCodes({ actor: asking }: { actor: Actor }): Promise<BackupCodesDto> {
  const actor = await requireStepUp(asking)
  const codes = makeBackupCodes()
  const target = { type: 'account', id: actor.id, name: actor.email }
  const hashes = codes.map((code) => hashBackupCode(actor.id, code))
  const event = { actor, action: 'account.backup-codes.renew', target } as const
  if (!(await repo.replaceBackupCodes(actor.id, hashes, event))) throw isOff()
  return { codes }
}
