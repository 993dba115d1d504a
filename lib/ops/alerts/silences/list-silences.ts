import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { presentSilence } from './present-silence'
import * as repo from './repo'
import type { SilenceListDto } from './schema'

const mostListed = 300

/** Those to come and at work first. Errors: unauthenticated, not_found. */
export async function listSilences({ actor }: { actor: Actor }): Promise<SilenceListDto> {
  assertAdmin(actor)
  const nowMs = Date.now()
  return { items: (await repo.listSilences(mostListed)).map((row) => presentSilence(row, nowMs)) }
}
