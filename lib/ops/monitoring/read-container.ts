import { readFile } from 'node:fs/promises'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { join } from 'node:path'

/** What this process may use: of its container where one sets limits, else of the machine. */
export interface Container {
  /** Processors, parts of one included. */
  cpuCores: number
  /** Time its processors have worked since it started; null where only the machine's is known. */
  cpuUsedMs: number | null
  memoryTotalBytes: number
  memoryAvailableBytes: number
}

const defaultRoot = '/sys/fs/cgroup'

/** Limits of cgroup v2: https://docs.kernel.org/admin-guide/cgroup-v2.html. Files that are not there set none. */
export async function readContainer(root = defaultRoot): Promise<Container> {
  const read = async (file: string) =>
    (
      await readFile(/* turbopackIgnore: true */ join(/* turbopackIgnore: true */ root, file), 'utf8').catch(() => '')
    ).trim()
  const [cpuMax, cpuStat, memoryMax, memoryCurrent, memoryStat, memInfo] = await Promise.all([
    ...['cpu.max', 'cpu.stat', 'memory.max', 'memory.current', 'memory.stat'].map(read),
    readFile('/proc/meminfo', 'utf8').catch(() => ''),
  ])
  const [quota = '', period = ''] = (cpuMax ?? '').split(' ')
  const isLimited = Number(quota) > 0 && Number(period) > 0
  const usedMicros = findNumber(cpuStat, /^usage_usec (\d+)/m)
  const systemAvailable = (findNumber(memInfo, /^MemAvailable:\s+(\d+)/m) ?? freemem() / 1024) * 1024
  const limit = Number(memoryMax) > 0 ? Math.min(Number(memoryMax), totalmem()) : null
  // What the kernel would give back at once counts as available.
  const inUse = Number(memoryCurrent) - (findNumber(memoryStat, /^inactive_file (\d+)/m) ?? 0)
  return {
    cpuCores: isLimited ? Math.min(Number(quota) / Number(period), availableParallelism()) : availableParallelism(),
    cpuUsedMs: isLimited && usedMicros !== null ? usedMicros / 1_000 : null,
    memoryTotalBytes: limit ?? totalmem(),
    memoryAvailableBytes: limit === null ? systemAvailable : Math.max(0, Math.min(limit - inUse, systemAvailable)),
  }
}

function findNumber(text: string | undefined, pattern: RegExp): number | null {
  const found = pattern.exec(text ?? '')?.[1]
  return found === undefined ? null : Number(found)
}
