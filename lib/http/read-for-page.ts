import { getLog } from '@/lib/platform/log/log'

/**
 * What `read` gives, or null when it fails: for a page that shows what there is while one of its parts cannot be read. The
 * failure is in the log and among the errors.
 */
export async function readForPage<T>(part: string, read: () => T | Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (err) {
    getLog('http').error({ err, part }, 'a part of a page could not be read')
    return null
  }
}
