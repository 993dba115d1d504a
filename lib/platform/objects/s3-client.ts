import type { S3Client } from '@aws-sdk/client-s3'
import type { S3Settings } from './s3-settings'

/** In milliseconds. Nobody waits longer than that to be told that the store is down. */
export interface S3Timeouts {
  /** Until a connection stands. */
  connection: number
  /** Until the answer to a small request begins; the SDK's own attempts share it. */
  answer: number
  /** Until a part of a write has arrived. */
  part: number
  /** A write or a read in which nothing moves for so long is given up. */
  stall: number
}

export const s3Timeouts: S3Timeouts = { connection: 2_000, answer: 5_000, part: 10_000, stall: 10_000 }

/** At once, for connections that were cut while idle and servers that are busy; the guard repeats after seconds. */
const maxAttempts = 3

/** A client of any server that speaks S3. The SDK is loaded with the first one: without S3 nobody pays for it. */
export async function createS3Client(settings: S3Settings, timeouts: S3Timeouts): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  return new S3Client({
    region: settings.region,
    ...(settings.endpoint ? { endpoint: settings.endpoint, forcePathStyle: true } : {}),
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    maxAttempts,
    retryMode: 'standard',
    // Many S3-compatible servers refuse the checksum trailers that the SDK would otherwise add.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: timeouts.connection,
      requestTimeout: timeouts.part,
      throwOnRequestTimeout: true,
      // A reader that is slow to take what it gets is not the store's fault; stalls are watched where we read.
      socketTimeout: 0,
      httpAgent: { maxSockets: 200 },
      httpsAgent: { maxSockets: 200 },
    },
  })
}
