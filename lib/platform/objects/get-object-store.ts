import { resolve } from 'node:path'
import { getEnv } from '../env/env'
import { remember } from '../remember'
import { createDiskStore } from './disk-store'
import type { ObjectStore } from './object-store'

/** The object store of this process: files below `DATA_DIR`. */
export function getObjectStore(): ObjectStore {
  return remember('objects', () => createDiskStore(resolve(getEnv().DATA_DIR, 'objects')))
}
