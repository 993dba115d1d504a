import { cpus } from 'node:os'
import { type Container, readContainer } from './read-container'

/** What has been used up to a moment; two of them make a percentage. */
export interface CpuSample {
  atMs: number
  processMs: number
  /** Of all processors of the machine. */
  busyMs: number
  totalMs: number
  container: Container
}

export interface CpuShare {
  /** 100 is all that the process may use. */
  processPercent: number
  systemPercent: number
}

export async function takeCpuSample(cgroupRoot?: string): Promise<CpuSample> {
  const container = await readContainer(cgroupRoot)
  const { user, system } = process.cpuUsage()
  const times = cpus().map((cpu) => cpu.times)
  const totalMs = times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.idle + time.irq, 0)
  const idleMs = times.reduce((sum, time) => sum + time.idle, 0)
  return { atMs: performance.now(), processMs: (user + system) / 1_000, busyMs: totalMs - idleMs, totalMs, container }
}

/** What was used between two samples. Inside a container that has a quota, percent are of the quota. */
export function computeCpuShare(before: CpuSample, after: CpuSample): CpuShare {
  const mayUseMs = (after.atMs - before.atMs) * after.container.cpuCores
  const [usedBefore, usedAfter] = [before.container.cpuUsedMs, after.container.cpuUsedMs]
  const systemRatio =
    usedBefore === null || usedAfter === null
      ? divide(after.busyMs - before.busyMs, after.totalMs - before.totalMs)
      : divide(usedAfter - usedBefore, mayUseMs)
  return {
    processPercent: toPercent(divide(after.processMs - before.processMs, mayUseMs)),
    systemPercent: toPercent(systemRatio),
  }
}

const divide = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
const toPercent = (ratio: number): number => Math.min(100, Math.max(0, ratio * 100))
