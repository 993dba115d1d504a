import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { listActiveAlerts } from '../list-known-alerts'
import { presentAlert } from '../present-alert'
import type { PreviewSilenceInput, SilencePreviewDto } from './schema'
import { isMatched } from './silence'

/** Which alerts it would mute now, before anybody saves it. Errors: unauthenticated, not_found. */
export async function previewSilence({
  actor,
  input,
}: {
  actor: Actor
  input: PreviewSilenceInput
}): Promise<SilencePreviewDto> {
  assertAdmin(actor)
  const matched = (await listActiveAlerts()).filter((row) => isMatched(row, input.matchers))
  return { alerts: matched.map((row) => presentAlert(row, { isAdmin: true, now: Date.now() })) }
}
