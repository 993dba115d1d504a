/** How a state of a reading looks. */
export const readingStates = { ok: 'up', warning: 'degraded', critical: 'down' } as const
