import { SignJWT } from 'jose'
import { expect, it } from 'vitest'
import type { SessionActor } from '@/lib/core/actor'
import type { DiagramId, SessionId, UserId } from '@/lib/core/ids'
import { emitSessionsRevoked } from '@/lib/features/auth/events'
import { issueSyncTicket } from '@/lib/features/diagrams/issue-sync-ticket'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { algorithm, getSigningKey } from '@/lib/features/tokens/signing-keys'
import { syncTicketSeconds } from '@/lib/features/tokens/sync-ticket'
import { getDb } from '@/lib/platform/db/prisma'
import { getAppUrl } from '@/lib/platform/env/env'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertSession, insertUser } from '@/lib/testing/factories'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

useDatabase()
const sync = useSync()

const connectMessage = {
  type: 'connect',
  connectRequestId: 'c',
  lastServerClock: 0,
  protocolVersion: 7,
  schema: serializedDocumentSchema,
}
/** A page of another site sends no cookie of ours. */
const elsewhere = { cookie: '', origin: 'https://draw.example.com' }

async function signIn() {
  const server = await sync.startServer()
  const user = await insertUser()
  const session = await insertSession({ userId: user.id })
  const actor = actorFor(user, session.id as SessionId) as SessionActor
  const { id } = await insertDiagram({ ownerId: user.id })
  const seat = { server, diagramId: id as DiagramId, userId: user.id as UserId }
  const open = (ticket: string, at = seat) => sync.openRaw(at, { query: `?ticket=${ticket}`, headers: elsewhere })
  return { actor, seat, open, session }
}

it('a ticket lets in the browser it was given to, until its session ends', async () => {
  const { actor, seat, open, session } = await signIn()
  const { ticket } = await issueSyncTicket({ actor, diagramId: seat.diagramId })
  const raw = open(ticket)
  await raw.send(connectMessage)
  await waitFor('the room', () => raw.received.length > 0)
  await getDb().session.update({ where: { id: session.id }, data: { revokedAt: new Date() } })
  await emitSessionsRevoked([session.id as SessionId])
  expect((await raw.closed).code).toBe(4401)
  expect((await open(ticket).closed).code).toBe(4401)
})

it('no other ticket lets anybody in, not even with a cookie beside it', async () => {
  const { actor, seat, open } = await signIn()
  const { id } = await insertDiagram({ ownerId: actor.id })
  const forAnother = await issueSyncTicket({ actor, diagramId: id as DiagramId })
  const { kid, privateKey } = await getSigningKey()
  const sign = (typ: string, issuedAgoSeconds: number) =>
    new SignJWT({ sid: actor.sessionId })
      .setProtectedHeader({ alg: algorithm, kid, typ })
      .setSubject(seat.diagramId)
      .setIssuer(getAppUrl())
      .setExpirationTime(Math.floor(Date.now() / 1_000) - issuedAgoSeconds + syncTicketSeconds)
      .sign(privateKey)
  const good = await sign('sync+jwt', 0)
  const bad = [
    forAnother.ticket,
    await sign('sync+jwt', 61),
    await sign('at+jwt', 0),
    'x',
    '',
    `${good.slice(0, -4)}AAAA`,
  ]
  for (const ticket of bad) expect((await open(ticket).closed).code).toBe(4401)
  const own = sync.openRaw(seat, { query: '?ticket=x' })
  expect((await own.closed).code).toBe(4401)
  const raw = open(good)
  await raw.send(connectMessage)
  await waitFor('the room', () => raw.received.length > 0)
})

it('is given to a session that may see the diagram, and to no key', async () => {
  const { actor, seat } = await signIn()
  const stranger = actorFor(await insertUser())
  await expect(issueSyncTicket({ actor: stranger, diagramId: seat.diagramId })).rejects.toMatchObject({
    code: 'not_found',
  })
  const withKey = { ...actor, sessionId: null }
  await expect(issueSyncTicket({ actor: withKey, diagramId: seat.diagramId })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
