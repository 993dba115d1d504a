import { remember } from '@/lib/platform/remember'
import type { Monitor, Reading } from './collector'

export interface LatestReading extends Reading {
  monitor: Monitor
  atMs: number
}

const getLatest = () => remember('monitoring.latest', () => new Map<Monitor, LatestReading>())

/** What each monitor of this process read last. */
export const listLatestReadings = (): LatestReading[] => [...getLatest().values()]

export const findLatestReading = (monitor: Monitor): LatestReading | null => getLatest().get(monitor) ?? null

export const noteReading = (reading: LatestReading): void => void getLatest().set(reading.monitor, reading)
