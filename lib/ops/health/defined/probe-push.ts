import { secondMs } from '@/lib/core/time'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { type Finding, found } from '../check'

interface Beat {
  /** By the clock of the database; null before the first call. */
  ageMs: number | null
  /** Since it is expected at all. */
  expectedForMs: number
}

interface PushDeps {
  everySeconds: number
  graceSeconds: number
  /** Null when the check is gone. */
  readBeat(): Promise<Beat | null>
}

/** Whether it was called in time. While nobody can know, it is unknown: the calls may well come. */
export async function probePush({ everySeconds, graceSeconds, readBeat }: PushDeps): Promise<Finding> {
  const dueMs = (everySeconds + graceSeconds) * secondMs
  try {
    const beat = await readBeat()
    if (!beat) return found('unknown', null)
    if (beat.ageMs === null && beat.expectedForMs <= dueMs) return found('unknown', 'It has not been called yet.')
    if (beat.ageMs === null) return found('down', 'It has never been called.')
    const detail = `called ${Math.round(beat.ageMs / secondMs)} s ago`
    return beat.ageMs <= dueMs ? found('up', null, detail) : found('down', 'It was not called in time.', detail)
  } catch (error) {
    return found('unknown', 'Nobody can know now when it was called.', describeFault(error))
  }
}
