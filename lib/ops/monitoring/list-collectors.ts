import { resolve } from 'node:path'
import { secondMs } from '@/lib/core/time'
import type { Env } from '@/lib/platform/env/schema'
import type { Collector } from './collector'
import { createCpuCollector } from './collectors/cpu'
import { createDiskCollector } from './collectors/disk'
import { createEditingCollector } from './collectors/editing'
import { createEventLoopCollector } from './collectors/event-loop'
import { createMemoryCollector } from './collectors/memory'
import { createNetworkCollector } from './collectors/network'
import { createPoolCollector } from './collectors/pool'
import { createRequestsCollector } from './collectors/requests'

/** Everything that is watched in a process. */
export function listCollectors(env: Env, { countUploads }: { countUploads?: () => Promise<number> } = {}): Collector[] {
  const everyMs = env.MONITOR_INTERVAL_SECONDS * secondMs
  const dataDir = resolve(env.DATA_DIR)
  const folders = [
    { name: 'data', path: dataDir },
    { name: 'objects', path: resolve(dataDir, 'objects') },
  ]
  return [
    createCpuCollector(env),
    createMemoryCollector(env),
    createEventLoopCollector({ everyMs }),
    createDiskCollector({ folders, warningPercent: env.DISK_WARNING_THRESHOLD_PERCENT, everyMs, countUploads }),
    createNetworkCollector({ everyMs }),
    createRequestsCollector({ everyMs }),
    createEditingCollector({ everyMs }),
    createPoolCollector({ everyMs }),
  ]
}
