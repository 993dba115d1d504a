import { join } from 'node:path'
import { startAdmission } from '@/lib/features/auth/admission/chosen-admission'
import { startSessionCache } from '@/lib/features/auth/events'
import { provideDocumentGateway } from '@/lib/features/documents/document-gateway'
import { renderDocumentInSteps } from '@/lib/features/documents/render/render-document-svg'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'
import { startComponentFeed } from '@/lib/ops/health/feed/start-component-feed'
import { startPublicStatus } from '@/lib/ops/public-status/start-public-status'
import { getStatusFeed } from '@/lib/ops/status/get-status-feed'
import { closePool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { closeKv, getKv } from '@/lib/platform/kv/get-kv'
import { refuseSocket } from '@/lib/platform/net/refuse-socket'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { noteCall } from '@/lib/platform/resilience/seen-calls'
import { withContext } from '@/lib/platform/work-context'
import { startSync } from '@/lib/sync/start-sync'
import { makeAnswerHot } from './answer-hot'
import { answerPreflight } from './answer-preflight'
import { makeAnswerStatic } from './answer-static'
import { dressAnswer } from './dress-answer'
import { explainMethods } from './explain-methods'
import { hotRoutes } from './hot-routes'
import { startMetering } from './metering/start-metering'
import { refuseNetwork } from './refuse-network'
import { refuseRequest } from './refuse-request'
import { runInContext } from './run-in-context'
import { findRuntime, provideRuntime } from './runtime'
import { makeAdmit } from './shed-load'
import { startAlerting } from './start-alerting'
import { startEffects } from './start-effects'
import { startHealthChecks } from './start-health-checks'
import { startObjectSweep } from './start-object-sweep'
import { startObjects } from './start-objects'
import { startOperations } from './start-operations'
import { startScheduledBackups } from './start-scheduled-backups'
import { startWalArchiving } from './start-wal-archiving'

/** As long as people hardly notice. */
const waitForRoomMs = 1_000
/**
 * Many more than can be served in that time: whoever is refused at once asks again at once, and a crowd of them leaves no
 * time for anything but refusals. Who waits costs about 12 kB of memory.
 */
const mostWaiting = 10_000

/** Wires the product together. Called once, from `instrumentation.ts`, when the server is about to take requests. */
export async function start(): Promise<void> {
  // In development an edit of this module runs it again; what is wired keeps running.
  if (findRuntime()) return
  const metering = startMetering()
  // Before rooms hear of the same changes and ask who somebody is now.
  const stopSessionCache = startSessionCache()
  const stopAdmission = startAdmission()
  const components = startComponentFeed()
  const renderPreview = async (document: DocumentSnapshot) => (await renderDocumentInSteps(document)).svg
  const sync = startSync({ renderPreview, components })
  provideDocumentGateway(sync.gateway)
  const stopOperations = startOperations()
  const stopEffects = startEffects()
  const stopObjects = startObjects(getObjectStore())
  const stopObjectSweep = startObjectSweep()
  // Connects before the first request asks.
  getKv()
  const stopHealthChecks = startHealthChecks()
  const stopAlerting = startAlerting()
  const stopBackups = startScheduledBackups()
  const stopWalArchiving = startWalArchiving()
  const stopPublicStatus = startPublicStatus({ path: join(getEnv().DATA_DIR, 'public-status.json') })
  const answerHot = makeAnswerHot(hotRoutes)
  const answerStatic = makeAnswerStatic(join(process.cwd(), '.next', 'static'))
  const mostAtOnce = getEnv().REQUESTS_AT_ONCE
  const admit = makeAdmit({ mostAtOnce, mostWaiting, waitMs: waitForRoomMs })
  let ready = true
  provideRuntime({
    admit(request, response, serve) {
      metering.meterRequest(request, response)
      admit(request, response, serve)
    },
    dressAnswer(request, response) {
      dressAnswer(request, response)
      explainMethods(request, response)
    },
    runInContext,
    refuseSocket(socket, status) {
      metering.countMalformed(status)
      refuseSocket(socket, status)
    },
    handleUpgrade(request, socket, head) {
      metering.meterUpgrade(request, socket)
      noteCall('edge', 'sync')
      withContext({ component: 'sync' }, () => sync.handleUpgrade(request, socket, head))
    },
    answerHot: (request, response) =>
      refuseRequest(request, response) ||
      refuseNetwork(request, response) ||
      answerPreflight(request, response) ||
      answerStatic(request, response) ||
      answerHot(request, response),
    isReady: () => ready,
    async drain() {
      ready = false
      // Requests that would never end.
      getStatusFeed().close()
      // Before what they look at goes: a restart is no failure.
      await stopHealthChecks()
      await stopAlerting()
      await stopBackups()
      stopObjects()
      await Promise.all([sync.stop(), stopEffects()])
      components.stop()
    },
    async stop() {
      metering.stop()
      await stopPublicStatus()
      await stopSessionCache()
      await stopAdmission()
      await stopOperations()
      await stopObjectSweep()
      await stopWalArchiving()
      await closeKv()
      await closePool()
    },
  })
}
