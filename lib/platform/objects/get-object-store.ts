import { resolve } from 'node:path'
import { getEnv } from '../env/env'
import { remember } from '../remember'
import { createDiskStore } from './disk-store'
import { meterObjectStore } from './metered-store'
import type { ObjectStore } from './object-store'
import { findS3Settings } from './s3-settings'
import { createS3Store } from './s3-store'

/** The object store of this process: S3 where it is set, else files below `DATA_DIR`. */
export function getObjectStore(): ObjectStore {
  return remember('objects', () => {
    const env = getEnv()
    const s3 = findS3Settings(env)
    return meterObjectStore(s3 ? createS3Store(s3) : createDiskStore(resolve(env.DATA_DIR, 'objects')))
  })
}
