import { provideDocumentGateway } from '@/lib/features/documents/document-gateway'
import { replaceWithoutRoom } from '@/lib/features/documents/http-saving/replace-without-room'
import { postgresDocumentStore } from '@/lib/features/documents/postgres-document-store'
import { renderDocumentInSteps } from '@/lib/features/documents/render/render-document-svg'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'
import { startErrorStore } from '@/lib/ops/errors/start-error-store'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getEnv } from '@/lib/platform/env/env'
import { getKv } from '@/lib/platform/kv/get-kv'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { accessChangedTopic, diagramRenamedTopic } from '@/lib/sync/topics'
import { makeErrorForward } from './make-error-forward'
import { StartError } from './start-error'
import { startObjects } from './start-objects'

/**
 * Wires what single requests need, where a host runs Next without `server.mjs`: no sockets, no rooms, no loops, and nothing
 * that would have to be told of a change in order to stay true. What loops do elsewhere, `runRound` does for a cron.
 */
export async function start(): Promise<void> {
  const { DATABASE_URL, AUTH_SECRET, SENTRY_DSN } = getEnv()
  if (!DATABASE_URL || !AUTH_SECRET) {
    throw new StartError('Without server.mjs nothing is embedded: set DATABASE_URL and AUTH_SECRET.')
  }
  const messages = getProcessMessages()
  const renderPreview = async (document: DocumentSnapshot) => (await renderDocumentInSteps(document)).svg
  provideDocumentGateway({
    replace: (write) => replaceWithoutRoom(write, { store: postgresDocumentStore, renderPreview }),
    // For the rooms of processes elsewhere.
    accessChanged: (change) => messages.publish(accessChangedTopic, change),
    renamed: (diagram) => messages.publish(diagramRenamedTopic, diagram),
  })
  startErrorStore({ forward: makeErrorForward(SENTRY_DSN) })
  // Connects before the first request asks.
  getKv()
  startObjects(getObjectStore())
}
