import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import type { ComponentAudienceDto } from './schema'
import { readAudience } from './stored-audience'

/** Whom admins show which components. Errors: unauthenticated, not_found. */
export async function getComponentAudience({ actor }: { actor: Actor }): Promise<ComponentAudienceDto> {
  assertAdmin(actor)
  const { signedIn } = await readAudience()
  return { signedIn: [...signedIn] }
}
