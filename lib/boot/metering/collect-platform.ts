import { getPool } from '@/lib/platform/db/pool'
import { getKv } from '@/lib/platform/kv/get-kv'
import { collectAtScrape, countTo, setGauge } from '@/lib/platform/metrics/metrics'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'
import { listBreakers } from '@/lib/platform/resilience/get-guard'
import type { BreakerState } from '@/lib/platform/resilience/guard'

const circuitStates: Record<BreakerState['state'], number> = { closed: 0, open: 1, 'half-open': 2 }

/** Reads at each scrape what the platform knows of itself. Returns its stop. */
export function startPlatformCollectors(): () => void {
  const stops = [
    collectAtScrape('pool', collectPool),
    collectAtScrape('breakers', collectBreakers),
    collectAtScrape('kv', () => {
      const { driver, connections } = getKv().health()
      setGauge('api_gateway_redis_connections', {}, driver === 'memory' ? 0 : connections)
    }),
    collectAtScrape('compression', () => {
      const { plain, compressed } = getSentBytes()
      countTo('autograph_compression_saved_bytes_total', {}, plain - compressed)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function collectPool(): void {
  const { totalCount, idleCount, waitingCount, options } = getPool()
  setGauge('autograph_database_pool_connections', { state: 'in_use' }, totalCount - idleCount)
  setGauge('autograph_database_pool_connections', { state: 'idle' }, idleCount)
  setGauge('autograph_database_pool_connections', { state: 'waiting' }, waitingCount)
  setGauge('autograph_database_pool_limit', {}, options.max)
}

function collectBreakers(): void {
  for (const { name: service, state, failures } of listBreakers()) {
    setGauge('api_gateway_circuit_breaker_state', { service }, circuitStates[state])
    countTo('api_gateway_circuit_breaker_failures_total', { service }, failures)
  }
}
