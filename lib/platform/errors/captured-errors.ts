import { remember } from '../remember'
import { ErrorQueue } from './error-queue'

/** What this process has met and nobody has stored yet. */
export const getCapturedErrors = (): ErrorQueue => remember('errors.captured', () => new ErrorQueue())
