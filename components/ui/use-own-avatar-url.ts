import { useSyncExternalStore } from 'react'
import { avatarUrl } from '@/lib/features/avatars/pure/avatar-url'

let version = 0
const listeners = new Set<() => void>()

/** The picture was changed: whoever shows it asks anew. */
export function noteAvatarChanged(): void {
  version++
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Of the person at this browser; another address after each change, since a picture that is on a page is not asked for again. */
export function useOwnAvatarUrl(userId: string): string {
  const changes = useSyncExternalStore(
    subscribe,
    () => version,
    () => 0,
  )
  return changes === 0 ? avatarUrl(userId) : `${avatarUrl(userId)}?v=${changes}`
}
