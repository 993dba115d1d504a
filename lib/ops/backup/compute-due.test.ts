import { expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { backupState } from '@/lib/testing/backup-state'
import { computeBackupAges } from './compute-backup-ages'
import { computeDue } from './compute-due'

const nowMs = Date.UTC(2026, 5, 15)
const times = { backupEveryMs: 5 * minuteMs, verifyEveryMs: dayMs, startedAt: nowMs - hourMs }
const fresh = { completedMsAgo: minuteMs }

it.each([
  ['the first one', {}, times, 'backup'],
  ['nothing right after a start', {}, { ...times, startedAt: nowMs - 30_000 }, null],
  ['the next one', { completedMsAgo: 5 * minuteMs }, times, 'backup'],
  [
    'nothing, while the last attempt is fresh',
    { completedMsAgo: hourMs, faultMsAgo: minuteMs, verifiedMsAgo: hourMs },
    times,
    null,
  ],
  ['another attempt', { completedMsAgo: hourMs, faultMsAgo: 6 * minuteMs }, times, 'backup'],
  ['a proof of the first one', fresh, times, 'verify'],
  ['no proof right after a start', fresh, { ...times, startedAt: nowMs - 5 * minuteMs }, null],
  ['no proof so soon again', { ...fresh, verifiedMsAgo: 23 * hourMs }, times, null],
  ['the next proof', { ...fresh, verifiedMsAgo: dayMs }, times, 'verify'],
  ['no proof while the last attempt is fresh', { ...fresh, verifyFaultMsAgo: 59 * minuteMs }, times, null],
  ['another proof', { ...fresh, verifyFaultMsAgo: 61 * minuteMs }, times, 'verify'],
  ['nothing where somebody else does it', {}, { ...times, backupEveryMs: 0, verifyEveryMs: 0 }, null],
])('is due: %s', (_, given, when, due) => {
  expect(computeDue(backupState({ nowMs, ...given }), when, nowMs)).toBe(due)
})

it.each([
  ['of none, since the start', {}, true, { lastMinutes: 60, provenDays: null }],
  ['of none that anybody promised', {}, false, { lastMinutes: null, provenDays: null }],
  ['never proven, since there are any', { completedMsAgo: dayMs }, true, { lastMinutes: 1_440, provenDays: 1 }],
  ['proven', { completedMsAgo: dayMs, verifiedMsAgo: 2 * dayMs }, true, { lastMinutes: 1_440, provenDays: 2 }],
])('ages %s', (_, given, isScheduled, ages) => {
  const state = backupState({ nowMs, ...given })
  expect(computeBackupAges(state, { isScheduled, startedAt: nowMs - hourMs, walReach: null, now: nowMs })).toEqual({
    ...ages,
    walMinutes: null,
  })
})

it('where the log is archived, moments are restorable up to where it reaches', () => {
  const walReach = { reachMs: nowMs - 3 * minuteMs, fault: null }
  const when = { isScheduled: true, startedAt: nowMs, walReach, now: nowMs }
  expect(computeBackupAges(backupState({ nowMs }), when).walMinutes).toBe(3)
})
