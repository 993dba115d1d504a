import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getEnv } from '@/lib/platform/env/env'
import { collectAtScrape, count } from '@/lib/platform/metrics/metrics'
import { startProcessCollectors } from '@/lib/platform/metrics/process-collectors'
import { version } from '@/package.json'
import { startPlatformCollectors } from './collect-platform'
import { listRoutes } from './list-routes'
import { startMeteringQueries } from './meter-queries'
import { meterUpgrade } from './meter-upgrade'
import { makeNamePath, otherPath } from './name-path'
import { RequestMeter } from './request-meter'

export interface Metering {
  /** To be called before anything is written. */
  meterRequest(request: IncomingMessage, response: ServerResponse): void
  meterUpgrade(request: IncomingMessage, socket: Duplex): void
  /** What came was no HTTP. */
  countMalformed(status: number): void
  stop(): void
}

/** Measures every request at the one door they all come through, and the process around it. */
export function startMetering(): Metering {
  // The launcher has changed to it, and so does Next.
  const root = process.cwd()
  const namePath = makeNamePath({ root, routes: listRoutes({ root, dev: getEnv().NODE_ENV === 'development' }) })
  const requests = new RequestMeter(namePath)
  const stops = [
    startProcessCollectors({ version }),
    startPlatformCollectors(),
    startMeteringQueries(),
    collectAtScrape('requests', () => requests.write()),
  ]
  return {
    meterRequest: (request, response) => requests.add(request, response),
    meterUpgrade: (request, socket) => meterUpgrade(namePath, request, socket),
    countMalformed: (status) =>
      count('api_gateway_requests_total', { method: 'OTHER', path: otherPath, status: String(status) }),
    stop() {
      for (const stop of stops) stop()
    },
  }
}
