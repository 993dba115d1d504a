import { startS3Server } from '@/lib/testing/s3-server'

const server = await startS3Server()
const { endpoint, region, accessKeyId, secretAccessKey, bucketPrefix } = server.settings
process.send?.({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
  S3_BUCKET_PREFIX: bucketPrefix,
})
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
