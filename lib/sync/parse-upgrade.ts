import type { IncomingMessage } from 'node:http'
import { type DiagramId, idPattern, newId } from '@/lib/core/ids'
import { isTrustedOrigin } from '@/lib/platform/net/trusted-origin'
import { closeCodes, SocketRefusal } from './close-codes'

export interface UpgradeRequest {
  diagramId: DiagramId
  /** The tab's id; a program that sends none gets one. */
  sessionId: string
  /** Says who connects, from a site whose cookies do not come here; null when a cookie or a header does. */
  ticket: string | null
  followsTitle: boolean
  /** The client understands how components are told. */
  followsComponents: boolean
}

const pathPattern = /^\/api\/sync\/([^/]+)$/
const sessionIdPattern = /^[\w.:-]{1,128}$/
const correlationIdPattern = /^[A-Za-z0-9._-]{8,128}$/

/** Is this path ours to upgrade? */
export const isSyncPath = (url: string | undefined): boolean =>
  pathPattern.test(new URL(url ?? '/', 'http://_').pathname)

/** What the upgrade asks for. Throws `SocketRefusal`. */
export function parseUpgrade(request: IncomingMessage): UpgradeRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://_')
  const ticket = searchParams.get('ticket')
  // A ticket is no cookie: whoever has one was given it.
  if (ticket === null && !isSameOrigin(request))
    throw new SocketRefusal(closeCodes.notAllowed, 'connect from the app itself')
  const diagramId = pathPattern.exec(pathname)?.[1] ?? ''
  if (!idPattern.test(diagramId)) throw new SocketRefusal(closeCodes.noSuchDiagram, 'there is no such diagram')
  const sessionId = searchParams.get('sessionId') ?? newId<string>()
  if (!sessionIdPattern.test(sessionId)) {
    throw new SocketRefusal(closeCodes.refusedByProtocol, 'INVALID_MESSAGE')
  }
  const followed = searchParams.getAll('follow')
  const follows = { followsTitle: followed.includes('title'), followsComponents: followed.includes('components') }
  return { diagramId: diagramId as DiagramId, sessionId, ticket, ...follows }
}

export function findCorrelationId(request: IncomingMessage): string {
  const given = request.headers['x-correlation-id']
  return typeof given === 'string' && correlationIdPattern.test(given) ? given : newId<string>()
}

/** A browser sends its cookie with every socket, whichever page opens it; only programs with a token have no origin. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return headers.authorization !== undefined
  return isTrustedOrigin(headers.origin, headers.host)
}
