import type { _Object, S3Client } from '@aws-sdk/client-s3'
import { minuteMs } from '@/lib/core/time'
import { getGuard } from '../resilience/get-guard'
import type { Guard, RunOptions } from '../resilience/guard'
import { assertObjectKey, type Bucket, type ObjectEntry, type ObjectStore } from './object-store'
import { ObjectStoreUnavailable } from './object-store-unavailable'
import { ensureS3Buckets } from './s3-buckets'
import { createS3Client, type S3Timeouts, s3Timeouts } from './s3-client'
import { describeS3Fault, isEmptyRange, isMissing, readS3Fault } from './s3-fault'
import { computeBucketName, type S3Settings } from './s3-settings'
import { uploadToS3 } from './s3-upload'
import { SourceFault } from './source-fault'
import { watchStall } from './watch-stall'

interface S3StoreOptions {
  guard?: Guard
  timeouts?: S3Timeouts
}

type Sdk = typeof import('@aws-sdk/client-s3')
interface Connection {
  sdk: Sdk
  client: S3Client
  /** For each request: aborts it when its time is over. */
  options: { abortSignal: AbortSignal }
}

/** Objects in three buckets of any server that speaks S3. */
export function createS3Store(settings: S3Settings, made: S3StoreOptions = {}): ObjectStore {
  const { timeouts = s3Timeouts } = made
  let loading: Promise<[Sdk, S3Client]> | undefined
  const load = () => {
    loading ??= Promise.all([import('@aws-sdk/client-s3'), createS3Client(settings, timeouts)])
    return loading
  }
  async function call<T>(work: (s3: Connection) => Promise<T>, run: RunOptions = {}): Promise<T> {
    const guard = made.guard ?? getGuard('s3')
    try {
      return await guard.run(
        async (abortSignal) => {
          const [sdk, client] = await load()
          return work({ sdk, client, options: { abortSignal } })
        },
        { timeoutMs: timeouts.answer, isFailure, ...run },
      )
    } catch (error) {
      throw isFailure(error) ? new ObjectStoreUnavailable(describeS3Fault(error), error) : error
    }
  }
  /** Buckets are looked for before the first write, and again when one turns out to be gone. */
  let ensured: Promise<void> | undefined
  const ensureBuckets = (client: S3Client) => {
    ensured ??= ensureS3Buckets(client, settings).catch(forgetBuckets)
    return ensured
  }
  function forgetBuckets(error: unknown): never {
    ensured = undefined
    throw error
  }
  const nameOf = (bucket: Bucket) => computeBucketName(settings, bucket)
  const place = (bucket: Bucket, key: string) => {
    assertObjectKey(key)
    return { Bucket: nameOf(bucket), Key: key }
  }

  return {
    async prepare() {
      ensured = undefined
      await call(({ client }) => ensureBuckets(client), { timeoutMs: longMs, probe: true })
    },
    async put(bucket, key, body) {
      const { Bucket } = place(bucket, key)
      const write = async ({ client }: Connection) => {
        await ensureBuckets(client).catch((error) => {
          // A key may be allowed to write and not to look; the write tells what it is not allowed.
          if (readS3Fault(error).status !== 403) throw error
        })
        await uploadToS3({ client, bucket: Bucket, key, body, timeouts }).catch((error) => {
          if (readS3Fault(error).name === 'NoSuchBucket') forgetBuckets(error)
          throw error
        })
      }
      await call(write, { timeoutMs: longMs }).catch((error) => {
        throw error instanceof SourceFault ? error.cause : error
      })
    },
    async get(bucket, key, range) {
      const asked = { ...place(bucket, key), Range: range && `bytes=${range.start}-${range.end}` }
      const answer = await call(({ sdk, client, options }) => client.send(new sdk.GetObjectCommand(asked), options), {
        repeatable: true,
      }).catch((error) => (isEmptyRange(error) ? 'nothing' : orNull(error)))
      if (answer === null) return null
      const body = answer === 'nothing' ? undefined : answer.Body
      return body ? watchStall(body.transformToWebStream(), timeouts.stall) : emptyStream()
    },
    async head(bucket, key, { probe = false } = {}) {
      const asked = place(bucket, key)
      const found = await call(({ sdk, client, options }) => client.send(new sdk.HeadObjectCommand(asked), options), {
        probe,
      }).catch(orNull)
      return found && { sizeBytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) }
    },
    async delete(bucket, key) {
      const asked = place(bucket, key)
      await call(({ sdk, client, options }) => client.send(new sdk.DeleteObjectCommand(asked), options), {
        repeatable: true,
      }).catch(orNull)
    },
    async *list(bucket, prefix) {
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const asked = { Bucket: nameOf(bucket), Prefix: prefix || undefined, ContinuationToken: after }
        const page = await call(
          ({ sdk, client, options }) => client.send(new sdk.ListObjectsV2Command(asked), options),
          { repeatable: true },
        )
        yield* (page.Contents ?? []).map(presentEntry)
        after = page.NextContinuationToken
      }
    },
    async findSignedUrl(bucket, key, { expiresInSeconds, contentType, contentDisposition }) {
      const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
      const [sdk, client] = await load()
      const command = new sdk.GetObjectCommand({
        ...place(bucket, key),
        ResponseContentType: contentType,
        ResponseContentDisposition: contentDisposition,
      })
      return getSignedUrl(client, command, { expiresIn: expiresInSeconds })
    },
  }
}

/** A write may take long as long as something moves; that is watched where it is written. */
const longMs = 15 * minuteMs

/** "Not there" is an answer, and a source that failed is no fault of the store. */
const isFailure = (error: unknown) => !(error instanceof SourceFault || isMissing(error) || isEmptyRange(error))

function orNull(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

const presentEntry = ({ Key = '', Size = 0, LastModified = new Date(0) }: _Object): ObjectEntry => ({
  key: Key,
  sizeBytes: Size,
  modifiedAt: LastModified,
})

const emptyStream = () => new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })
