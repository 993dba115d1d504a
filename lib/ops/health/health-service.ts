import { remember } from '@/lib/platform/remember'
import type { Finding } from './check'
import type { Watched } from './check-runner'

/** What looks at components in this process, for whoever asks it by hand. */
export interface HealthService {
  /** Looks now; null when nothing of that id is watched. */
  look(id: string): Promise<Finding | null>
  /** What was found last, for admins. */
  list(): Watched[]
  /** Reads again what admins have defined. Never throws. */
  reload(): Promise<void>
  stop(): Promise<void>
}

const getSlot = () => remember('health.service', () => ({ service: null as HealthService | null }))

/** Null where no process stays, and while it starts or stops. */
export const findHealthService = (): HealthService | null => getSlot().service

export function provideHealthService(service: HealthService | null): void {
  getSlot().service = service
}
