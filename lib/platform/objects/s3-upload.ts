import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import type { ObjectBody } from './object-store'
import type { S3Timeouts } from './s3-client'
import { readSource, type SourceFault } from './source-fault'

/** Parts of one object on their way at once; with their 5 MiB each, what a write may hold in memory. */
const partsAtOnce = 2

interface S3Upload {
  client: S3Client
  bucket: string
  key: string
  body: ObjectBody
  timeouts: S3Timeouts
}

/**
 * One request for what fits into a part, else parts that S3 puts together at the end: nobody sees the object before it is
 * whole. Parts of a write that failed are thrown away.
 */
export async function uploadToS3({ client, bucket, key, body, timeouts }: S3Upload): Promise<void> {
  const { Upload } = await import('@aws-sdk/lib-storage')
  const abortController = new AbortController()
  const giveUp = setTimeout(() => abortController.abort(), timeouts.stall)
  let sourceFault: SourceFault | undefined
  const source = readSource(body, {
    onPiece: () => giveUp.refresh(),
    onFault: (fault) => {
      sourceFault = fault
    },
  })
  const upload = new Upload({
    client,
    params: {
      Bucket: bucket,
      Key: key,
      Body: body instanceof Uint8Array ? body : Readable.from(source),
    },
    queueSize: partsAtOnce,
    abortController,
  })
  upload.on('httpUploadProgress', () => giveUp.refresh())
  try {
    await upload.done()
  } catch (error) {
    // When the parts cannot be thrown away either, the SDK tells of that and not of the source.
    throw sourceFault ?? error
  } finally {
    clearTimeout(giveUp)
  }
}
