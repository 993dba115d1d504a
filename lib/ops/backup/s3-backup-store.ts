import { secondMs } from '@/lib/core/time'
import { createS3Client, s3Timeouts } from '@/lib/platform/objects/s3-client'
import { describeS3Fault, isMissing, readS3Fault } from '@/lib/platform/objects/s3-fault'
import type { S3Settings } from '@/lib/platform/objects/s3-settings'
import { createGuard } from '@/lib/platform/resilience/create-guard'
import { BackupError } from './backup-error'
import type { BackupStore } from './backup-store'

type Sdk = typeof import('@aws-sdk/client-s3')
type Client = Awaited<ReturnType<typeof createS3Client>>

interface S3Place {
  bucket: string
  /** Empty, or ends with a slash. */
  prefix: string
}

/** Backups in a bucket of any server that speaks S3. */
export function createS3BackupStore(
  settings: S3Settings,
  { bucket, prefix }: S3Place,
  { isPatient = true } = {},
): BackupStore {
  const guard = createGuard({ name: 'backup', timeoutMs: 60 * secondMs })
  let loading: Promise<[Sdk, Client]> | undefined
  const load = () => {
    loading ??= Promise.all([import('@aws-sdk/client-s3'), createS3Client(settings, s3Timeouts)])
    return loading
  }
  let ensuring: Promise<void> | undefined
  const place = `s3://${bucket}/${prefix}`

  async function call<T>(work: (sdk: Sdk, client: Client, signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const run = async (signal: AbortSignal) => work(...(await load()), signal)
      return await guard.run(run, { repeatable: isPatient, isFailure: (error) => !isAbsent(error) })
    } catch (error) {
      if (isAbsent(error)) throw error
      throw new BackupError(`The backups at ${place} cannot be reached: ${describeS3Fault(error)}.`, { cause: error })
    }
  }
  const ensureBucket = () => {
    ensuring ??= call((sdk, client) => createMissingBucket(sdk, client, bucket))
    return ensuring
  }

  return {
    place,
    async put(name, bytes) {
      await ensureBucket()
      await call((sdk, client, abortSignal) =>
        client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: prefix + name, Body: bytes }), { abortSignal }),
      )
    },
    async find(name) {
      const asked = { Bucket: bucket, Key: prefix + name }
      const read = call(async (sdk, client, abortSignal) => {
        const { Body } = await client.send(new sdk.GetObjectCommand(asked), { abortSignal })
        return Buffer.from((await Body?.transformToByteArray()) ?? [])
      })
      return read.catch(orNull)
    },
    async *list(under) {
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const asked = { Bucket: bucket, Prefix: prefix + under, ContinuationToken: after }
        const page = await call((sdk, client, abortSignal) =>
          client.send(new sdk.ListObjectsV2Command(asked), { abortSignal }),
        ).catch(orNull)
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page?.Contents ?? []) {
          yield { name: Key.slice(prefix.length), sizeBytes: Size, modifiedAt: LastModified }
        }
        after = page?.NextContinuationToken
      }
    },
    async delete(name) {
      const asked = { Bucket: bucket, Key: prefix + name }
      await call((sdk, client, abortSignal) => client.send(new sdk.DeleteObjectCommand(asked), { abortSignal })).catch(
        orNull,
      )
    },
    flush: async () => {},
  }
}

async function createMissingBucket(sdk: Sdk, client: Client, bucket: string): Promise<void> {
  const found = await client.send(new sdk.HeadBucketCommand({ Bucket: bucket })).catch((error) => {
    // A key may be allowed to write and not to look; the write tells what it is not allowed.
    if (readS3Fault(error).status === 403) return true
    if (readS3Fault(error).status === 404) return false
    throw error
  })
  if (found) return
  await client.send(new sdk.CreateBucketCommand({ Bucket: bucket })).catch((error) => {
    if (readS3Fault(error).name !== 'BucketAlreadyOwnedByYou') throw error
  })
}

/** Also where nothing was ever put, so that there is no bucket yet. */
const isAbsent = (error: unknown): boolean => isMissing(error) || readS3Fault(error).name === 'NoSuchBucket'

function orNull(error: unknown): null {
  if (isAbsent(error)) return null
  throw error
}
