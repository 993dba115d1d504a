import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId, type SessionId, type UserId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getAppUrl } from '@/lib/platform/env/env'
import { type SyncOptions, type SyncServer, startSync } from '@/lib/sync/start-sync'
import { findUserActor } from '@/lib/testing/stub-actor'
import { waitFor } from '@/lib/testing/wait-for'

export interface TestSyncServer extends SyncServer {
  urlOf(diagramId: string): string
}

/** The sync server alone on a free port. Who asks is whom the cookie names, without a sign-in. */
export async function startTestSyncServer(options: SyncOptions = {}): Promise<TestSyncServer> {
  const sync = startSync({ findActor: findUserActor, ...options })
  // From here on nobody is looked at again because messages may have been missed.
  const messages = getProcessMessages()
  if (!options.messages) await waitFor('messages of others', () => messages.listeningSinceMs)
  const server = createServer((_, response) => response.end())
  server.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...sync,
    urlOf: (diagramId) => `ws://${host}/api/sync/${diagramId}`,
    async stop() {
      await sync.stop()
      server.close()
    },
  }
}

/** The headers of a browser in which this user is signed in. */
export const headersOf = (userId: UserId, sessionId = newId<SessionId>()) => ({
  origin: getAppUrl(),
  cookie: `user=${userId}; session=${sessionId}`,
})
