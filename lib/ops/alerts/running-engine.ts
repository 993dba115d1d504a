import { remember } from '@/lib/platform/remember'
import type { AlertEngine } from './alert-engine'

const slot = () => remember('alerts.engine', (): { engine: AlertEngine | null } => ({ engine: null }))

/** The engine of this process; it knows alerts only while this process evaluates them. */
export const findEngine = (): AlertEngine | null => slot().engine

/** Returns what takes it away. */
export function noteEngine(engine: AlertEngine): () => void {
  slot().engine = engine
  return () => {
    if (slot().engine === engine) slot().engine = null
  }
}
