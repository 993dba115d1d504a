import { newId } from '@/lib/core/ids'
import { minuteMs, type Now } from '@/lib/core/time'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import { ObjectStoreUnavailable } from '@/lib/platform/objects/object-store-unavailable'
import { type Check, found } from '../check'
import { often } from './timing'

interface ObjectsDeps {
  store: Pick<ObjectStore, 'put' | 'get' | 'head' | 'delete'>
  isOnDisk: boolean
  now?: Now
}

/** Writing costs a forced write, or money; in between it is only asked for an object. */
const writeEveryMs = minuteMs
const bucket = 'exports'

/** Puts, gets and deletes a small object each minute and after a fault, and looks for one in between. */
export function createObjectsCheck({ store, isOnDisk, now = Date.now }: ObjectsDeps): Check {
  // One key per process: whatever a crash leaves behind is cleared with the exports.
  const key = `health/${newId<string>()}`
  let wroteAtMs = Number.NEGATIVE_INFINITY

  async function writeAndRead(): Promise<boolean> {
    const body = new TextEncoder().encode(newId<string>())
    await store.put(bucket, key, body)
    const stream = await store.get(bucket, key)
    const read = stream
      ? new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
      : null
    await store.delete(bucket, key)
    return read !== null && Buffer.compare(read, body) === 0
  }

  return {
    component: { id: 'objects', name: 'File storage', essential: false, needs: [], uses: isOnDisk ? ['disk'] : [] },
    ...often,
    async probe() {
      try {
        // People who upload need not wait until somebody tries a store that was given up.
        await store.head(bucket, key, { probe: true })
        const isWriteDue = now() - wroteAtMs >= writeEveryMs
        if (isWriteDue && !(await writeAndRead())) {
          return found('down', 'File storage gives back other bytes than it was given.')
        }
        if (isWriteDue) wroteAtMs = now()
        return found('up', null, isOnDisk ? 'on disk' : 'S3')
      } catch (error) {
        wroteAtMs = Number.NEGATIVE_INFINITY
        const reason = error instanceof ObjectStoreUnavailable ? error.reason : undefined
        return found('down', 'File storage does not work; pictures and files cannot be uploaded.', reason)
      }
    },
  }
}
