import * as repo from './repo'

/** Sessions that are signed in now, of everybody. */
export const countSessions = (): Promise<number> => repo.countActiveSessions()
