/**
 * Why the server ends a socket; part of the public contract. 4099 is the sync library's own: its client gives up on it.
 * After 1011, 1012, 1013, 1007 and 4409 a client comes back with backoff and pushes again what was not acknowledged.
 */
export const closeCodes = {
  /** A newer socket of the same tab took over. */
  replaced: 1000,
  /** A frame or chunk that is not what the protocol says. */
  malformedFrame: 1007,
  /** The document cannot be stored as it is; the room starts over from what is durable. */
  internal: 1011,
  /** The server restarts, or the person's access changed: connect again. */
  restarting: 1012,
  /** The database is down, or the socket reads too slowly. */
  tryAgainLater: 1013,
  refusedByProtocol: 4099,
  notAuthenticated: 4401,
  notAllowed: 4403,
  noSuchDiagram: 4404,
  heldElsewhere: 4409,
  tooLarge: 4413,
  tooMany: 4429,
} as const

/** The sync library's word for it; its client and ours tell people. */
export const serverTooOld = 'SERVER_TOO_OLD'

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

/** Ends the socket it concerns with its code; the message becomes the close reason (at most 123 bytes). */
export class SocketRefusal extends Error {
  constructor(
    readonly code: CloseCode,
    reason: string,
  ) {
    super(reason)
    this.name = 'SocketRefusal'
  }
}
