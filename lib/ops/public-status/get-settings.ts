import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { findPublicStatusSettings } from './find-settings'
import type { PublicStatusSettings } from './schema'

/** Errors: unauthenticated, not_found. */
export async function getPublicStatusSettings({ actor }: { actor: Actor }): Promise<PublicStatusSettings> {
  assertAdmin(actor)
  return findPublicStatusSettings()
}
