import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { SessionActor } from '@/lib/core/actor'
import { type DiagramId, idPattern, type SessionId } from '@/lib/core/ids'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getAppUrl } from '@/lib/platform/env/env'
import { algorithm, findVerifyingKey, getSigningKey } from './signing-keys'

/** It lies in an address, which proxies write into their logs: good for one diagram, and for as long as connecting takes. */
export const syncTicketSeconds = 60
const ticketType = 'sync+jwt'
const longest = 2_048

const claims = z.object({
  sid: z
    .string()
    .regex(idPattern)
    .transform((text) => text as SessionId),
})

/** Lets the browser of this session connect to the room of one diagram, on a site that its cookies do not go to. */
export async function signSyncTicket({ sessionId }: SessionActor, diagramId: DiagramId): Promise<string> {
  const { kid, privateKey } = await getSigningKey()
  return await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: algorithm, kid, typ: ticketType })
    .setSubject(diagramId)
    .setIssuer(getAppUrl())
    .setIssuedAt()
    .setExpirationTime(`${syncTicketSeconds}s`)
    .sign(privateKey)
}

/** Whose browser it is; null unless the ticket is one of ours, for this diagram, and still good. */
export async function verifySyncTicket(ticket: string, diagramId: DiagramId): Promise<SessionId | null> {
  if (ticket.length > longest) return null
  const issuer = getAppUrl()
  const options = { algorithms: [algorithm], typ: ticketType, issuer, subject: diagramId, requiredClaims: ['exp'] }
  try {
    const { payload } = await jwtVerify(ticket, findKey, options)
    return claims.safeParse(payload).data?.sid ?? null
  } catch (error) {
    if (isDatabaseUnreachable(error)) throw error
    return null
  }
}

async function findKey({ kid }: { kid?: string }) {
  const key = kid ? await findVerifyingKey(kid) : null
  if (!key) throw new Error('not one of our keys')
  return key
}
