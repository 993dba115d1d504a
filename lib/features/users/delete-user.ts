import type { Actor, UserActor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { forgetPerson } from '../audit/forget-person'
import { emitKeyRevoked, emitSessionsChanged, emitSessionsRevoked } from '../auth/events'
import { requireStepUp } from '../auth/require-step-up'
import { lockChangeable } from './change-user'
import * as repo from './repo'
import * as deletion from './repo-delete'

/** Somebody with thousands of diagrams and entries of the log. */
const longestMs = 120_000

interface Delete {
  actor: Actor
  userId: UserId
  /** Who gets what they own. */
  transferTo?: UserId
}

/**
 * Deletes an account for good; its diagrams, trashed ones too, and teams that it alone owns go to somebody else, whole; the audit
 * log keeps its id alone. For
 * admins with a fresh proof of who they are. Errors: unauthenticated, not_found, forbidden, invalid_input for who cannot have
 * them, conflict for one's own account and when somebody has to be named who gets them.
 */
export async function deleteUser({ actor: asking, userId, transferTo }: Delete): Promise<void> {
  assertAdmin(asking)
  const actor = await requireStepUp(asking)
  const { sessions, keys } = await repo.inTransaction((tx) => deleteIn(tx, { actor, userId, transferTo }), longestMs)
  await emitSessionsRevoked(sessions)
  for (const key of keys) await emitKeyRevoked(key)
  // What they have open there is theirs now.
  if (transferTo) await emitSessionsChanged((await repo.listEntrances(transferTo)).sessions)
}

async function deleteIn(tx: repo.Transaction, asked: Delete & { actor: UserActor }): Promise<repo.Entrances> {
  const { actor, userId, transferTo } = asked
  const user = await lockChangeable(tx, { actor, userId, change: { deleted: true } })
  await deletion.holdForDeletion(tx, userId)
  const left = await deletion.findLeft(tx, userId)
  if (transferTo) await transfer(tx, { from: userId, to: transferTo, left })
  else assertNothingLeft(left)
  const entrances = await repo.listEntrances(userId, tx)
  await deletion.deleteUserRow(tx, user)
  await forgetPerson(tx, { userId, email: user.email })
  const facts = { diagrams: left.diagrams, teams: left.teams.length, transferredTo: transferTo ?? null }
  await recordAudit(tx, {
    actor,
    action: 'account.delete',
    target: { type: 'account', id: userId },
    facts,
  })
  return entrances
}

interface Transfer {
  from: UserId
  to: UserId
  left: deletion.Left
}

async function transfer(tx: repo.Transaction, { from, to, left }: Transfer): Promise<void> {
  const heir = from === to ? null : await repo.lockUser(tx, to)
  if (!heir || heir.suspended) throw badHeir('Choose somebody who has an account here and can sign in.')
  if (heir.role === 'viewer') throw badHeir('Choose somebody who may draw: this account is for viewing.')
  await deletion.transferOwned(tx, { from, to, teams: left.teams.map(({ id }) => id) })
}

const badHeir = (message: string) =>
  new AppError('invalid_input', message, { errors: [{ path: 'transferTo', code: 'unsuitable', message }] })

function assertNothingLeft({ diagrams, teams }: deletion.Left): void {
  if (diagrams === 0 && teams.length === 0) return
  const owned = [
    diagrams === 0 ? null : diagrams === 1 ? 'a diagram' : `${diagrams} diagrams`,
    teams.length === 0 ? null : `the team ${teams.map(({ name }) => name).join(', ')}`,
  ].filter(Boolean)
  const detail = `This account owns ${owned.join(' and ')}. Nothing was changed. Say who gets that.`
  throw new AppError('conflict', detail, { errors: [{ path: 'transferTo', code: 'required', message: detail }] })
}
