import { DependencyUnavailable } from '../resilience/dependency-unavailable'

interface Fault {
  name: string
  status: number | undefined
  code: string
}

/** What the SDK throws, read without trusting its shape. */
export function readS3Fault(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: 'Error', status: undefined, code: '' }
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  // A host with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  return { name: error.name, status: $metadata?.httpStatusCode, code }
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name cannot be looked up',
  ECONNRESET: 'it cut the connection',
  TimeoutError: 'it does not answer in time',
  AbortError: 'it does not answer in time',
  DependencyUnavailable: 'it does not answer in time',
  InvalidAccessKeyId: 'it does not know S3_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'S3_SECRET_ACCESS_KEY is not the right one',
  AccessDenied: 'it refuses the key, its secret, or their use of the bucket',
  Forbidden: 'it refuses the key, its secret, or their use of the bucket',
  NoSuchBucket: 'the bucket is not there',
}

/** Why S3 cannot be used, as the end of a sentence. */
export function describeS3Fault(error: unknown): string {
  if (error instanceof DependencyUnavailable && error.reason === 'open') return 'it failed again and again'
  const { name, status, code } = readS3Fault(error)
  const known = reasons[code] ?? reasons[name] ?? (status === 403 ? reasons.AccessDenied : undefined)
  const says = /^(Error|Unknown)/.test(name) ? code : name
  return known ?? `it answered ${[status, says].filter(Boolean).join(' ') || 'with an error'}`
}

export const isMissing = (error: unknown): boolean => {
  const { name, status } = readS3Fault(error)
  return name === 'NoSuchKey' || name === 'NotFound' || (status === 404 && name !== 'NoSuchBucket')
}

export const isEmptyRange = (error: unknown): boolean => readS3Fault(error).status === 416
