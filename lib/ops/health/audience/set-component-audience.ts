import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { storeSetting } from '@/lib/platform/settings/settings'
import { getAudience, keepAudience } from './known-audience'
import type { ComponentAudienceDto } from './schema'
import { audienceSetting, audienceTopic } from './stored-audience'

/** Shows these components to everyone who is signed in, and no others, at once. Errors: unauthenticated, not_found. */
export async function setComponentAudience({
  actor,
  asked,
}: {
  actor: Actor
  asked: ComponentAudienceDto
}): Promise<ComponentAudienceDto> {
  assertAdmin(actor)
  const audience = { signedIn: [...new Set(asked.signedIn)].sort() }
  await storeSetting(audienceSetting, { value: audience, changedById: actor.id })
  keepAudience({ ...getAudience(), ...audience })
  getLog('health').info({ ...audience, actorId: actor.id }, 'who sees components was changed')
  await getProcessMessages().publish(audienceTopic, {})
  return audience
}
