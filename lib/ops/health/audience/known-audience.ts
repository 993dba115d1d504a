import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import { adminsOnly, type ComponentAudience } from '../policy'

interface Known {
  audience: ComponentAudience
  listeners: Set<() => void>
}

const getKnown = () => remember('health.audience', (): Known => ({ audience: adminsOnly, listeners: new Set() }))

/** As this process knows it, from memory; admins only until it was read. */
export const getAudience = (): ComponentAudience => getKnown().audience

/** What holds in this process from now on. */
export function keepAudience(audience: ComponentAudience): void {
  const known = getKnown()
  known.audience = audience
  for (const listen of known.listeners) {
    try {
      listen()
    } catch (error) {
      getLog('health').error({ err: error }, 'whoever listens to the audience of components failed')
    }
  }
}

/** `listen` runs when it may be another one. Returns its stop. */
export function onAudienceChanged(listen: () => void): () => void {
  const { listeners } = getKnown()
  listeners.add(listen)
  return () => void listeners.delete(listen)
}
