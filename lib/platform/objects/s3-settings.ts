import type { Env } from '../env/schema'
import type { Bucket } from './object-store'

export interface S3Settings {
  /** Of a server other than Amazon's; buckets are then part of the path. */
  endpoint: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
  bucketPrefix: string
}

/** How to reach S3, or null when the settings do not ask for it. */
export function findS3Settings(env: Env): S3Settings | null {
  const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_BUCKET_PREFIX } = env
  if (!S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  return {
    endpoint: S3_ENDPOINT,
    // Servers other than Amazon's ignore the region, but the signature needs one.
    region: S3_REGION ?? 'us-east-1',
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    bucketPrefix: S3_BUCKET_PREFIX,
  }
}

export const computeBucketName = (settings: S3Settings, bucket: Bucket): string => `${settings.bucketPrefix}-${bucket}`
