/**
 * How the editor saves. `socket`: through the live room of the process at this origin, or of the one that served the page
 * when it is null. `http`: there is no process that could hold a room.
 */
export type SyncOffer = { type: 'socket'; origin: string | null } | { type: 'http' }
