export { runCron as GET } from '@/lib/boot/handlers/run-cron'

/** Seconds that the host lets a round take. */
export const maxDuration = 60
