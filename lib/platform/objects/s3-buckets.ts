import type { LifecycleRule, S3Client } from '@aws-sdk/client-s3'
import { getLog } from '../log/log'
import { exportLifetimeDays } from './object-lifetimes'
import { type Bucket, buckets } from './object-store'
import { describeS3Fault, readS3Fault } from './s3-fault'
import { computeBucketName, type S3Settings } from './s3-settings'

/** Creates the buckets that are not there, and asks the server to clear what is over. Throws what the SDK throws. */
export async function ensureS3Buckets(client: S3Client, settings: S3Settings): Promise<void> {
  for (const bucket of buckets) {
    const name = computeBucketName(settings, bucket)
    await ensureBucket(client, settings, name)
    await ensureRules(client, name, computeRules(bucket)).catch((error) => {
      // Not every server has lifecycle rules; our own loop does the same work.
      getLog('objects').debug(
        { reason: describeS3Fault(error), bucket: name },
        'the lifecycle rules of a bucket were not set',
      )
    })
  }
}

async function ensureBucket(client: S3Client, settings: S3Settings, name: string): Promise<void> {
  const { HeadBucketCommand, CreateBucketCommand } = await import('@aws-sdk/client-s3')
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }))
  } catch (error) {
    if (readS3Fault(error).status !== 404) throw error
    const isAmazonElsewhere = !settings.endpoint && settings.region !== 'us-east-1'
    const place = isAmazonElsewhere ? { LocationConstraint: settings.region as 'eu-west-1' } : undefined
    try {
      await client.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: place }))
      getLog('objects').info({ bucket: name }, 'a bucket was created')
    } catch (fault) {
      // Another process that starts right now was faster.
      if (readS3Fault(fault).name !== 'BucketAlreadyOwnedByYou') throw fault
    }
  }
}

const incompleteId = 'autograph-incomplete'

function computeRules(bucket: Bucket): LifecycleRule[] {
  const everything = { Status: 'Enabled', Filter: { Prefix: '' } } as const
  const incomplete = { ...everything, ID: incompleteId, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }
  const over = { ...everything, ID: 'autograph-exports', Expiration: { Days: exportLifetimeDays } }
  return bucket === 'exports' ? [incomplete, over] : [incomplete]
}

/** Adds ours to the rules that whoever runs the bucket has made. */
async function ensureRules(client: S3Client, name: string, ours: LifecycleRule[]): Promise<void> {
  const sdk = await import('@aws-sdk/client-s3')
  const present = await client.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket: name })).then(
    ({ Rules }) => Rules ?? [],
    (error) => {
      if (readS3Fault(error).name === 'NoSuchLifecycleConfiguration') return []
      throw error
    },
  )
  const ids = new Set(present.map(({ ID }) => ID))
  if (ours.every(({ ID }) => ids.has(ID))) return
  const theirs = present.filter(({ ID }) => !ours.some((rule) => rule.ID === ID))
  const LifecycleConfiguration = { Rules: [...theirs, ...ours] }
  await client.send(new sdk.PutBucketLifecycleConfigurationCommand({ Bucket: name, LifecycleConfiguration }))
}
