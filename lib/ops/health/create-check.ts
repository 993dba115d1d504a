import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { assertTarget } from './defined/assert-target'
import { componentIdOf } from './defined/make-defined-check'
import { sealTarget } from './defined/sealed-target'
import { tellDefinitionsChanged } from './definitions-changed'
import { readKnown } from './list-checks'
import { presentDefinedCheck } from './present-check'
import * as repo from './repo-checks'
import type { CreateCheckInput, CreatedCheckDto } from './schema-checks'

/** Each costs a little in every process. */
export const mostChecks = 50

/** Errors: unauthenticated, not_found, invalid_input, conflict when there are too many. */
export async function createCheck({
  actor,
  input,
}: {
  actor: Actor
  input: CreateCheckInput
}): Promise<CreatedCheckDto> {
  assertAdmin(actor)
  await assertTarget(input.target)
  if ((await repo.countChecks()) >= mostChecks)
    throw new AppError('conflict', `There may be at most ${mostChecks} checks. Delete one that you do not need.`)
  const token = input.target.kind === 'push' ? randomBytes(32).toString('base64url') : null
  const row = await repo.insertCheck({
    id: newId<string>(),
    name: input.name,
    kind: input.target.kind,
    sealedTarget: sealTarget(input.target),
    everySeconds: input.every_seconds,
    timeoutSeconds: input.timeout_seconds,
    dependsOn: input.depends_on,
    enabled: input.enabled,
    tokenHash: token && hashToken(token),
    createdById: actor.id,
  })
  await tellDefinitionsChanged()
  const id = componentIdOf(row.id)
  const known = (await readKnown([id]))(id)
  return { ...presentDefinedCheck(row, known), beat_path: token && `/api/checks/beats/${token}` }
}

/** The token has 256 bits of its own; it needs no salt. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
