import type { UserActor } from '@/lib/core/actor'
import { countHeired } from './repo-erasure'

export interface DeletionPreview {
  /** Diagrams that go with the account. */
  deleted: number
  /** Diagrams that somebody else gets who may change them. */
  handedOver: number
}

/** What would become of the actor's diagrams, as things are. */
export async function previewDeletion({ actor }: { actor: UserActor }): Promise<DeletionPreview> {
  const { all, handedOver } = await countHeired(actor.id)
  return { deleted: all - handedOver, handedOver }
}
