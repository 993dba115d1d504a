import { computeHealthReport } from '@/lib/ops/health/compute-health-report'
import { listComponentStates } from '@/lib/ops/health/list-component-states'
import { getRelease } from '@/lib/platform/env/get-release'
import { presentHealth } from './present-health'

/** `GET /api/health` and `/health`: from memory, so it answers whatever is down. 503 when nobody can draw. */
export async function answerHealth(request: Request): Promise<Response> {
  const report = computeHealthReport(listComponentStates(), { version: getRelease(), uptimeSeconds: process.uptime() })
  return presentHealth(request, report.status === 'unhealthy' ? 503 : 200, report)
}
