import { minuteMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'

/** How long a session lasts without use; 0 is for as long as it lasts anyway. */
export const getSessionIdleMs = (): number => getEnv().SESSION_IDLE_MINUTES * minuteMs
