import { version } from '@/package.json'
import { getEnv } from './env'

/** What runs, as errors are filed under. */
export const getRelease = (): string => getEnv().RELEASE ?? version
