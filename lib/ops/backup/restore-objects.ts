import { createHash } from 'node:crypto'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import type { Progress } from './make-backup'
import type { Manifest, ObjectDump } from './manifest'
import { readObject } from './read-object'
import { readStream } from './read-stream'
import { severalAtOnce } from './several-at-once'
import type { Vault } from './vault'

interface RestoreObjects {
  vault: Vault
  manifest: Pick<Manifest, 'objects'>
  objects: Pick<ObjectStore, 'prepare' | 'put' | 'get' | 'head'>
  onProgress?: (progress: Progress) => void
}

/** Puts back every object that is not there as it was; so a restore that was broken off goes on where it stopped. */
export async function restoreObjects({ vault, manifest, objects, onProgress }: RestoreObjects): Promise<void> {
  const total = manifest.objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const progress = { stage: 'Objects', done: 0, total, unit: 'bytes' as const }
  if (manifest.objects.length > 0) await objects.prepare()
  await severalAtOnce(manifest.objects, async (object) => {
    const { bucket, key } = object
    if (!(await isThere(objects, object))) await objects.put(bucket, key, readObject(vault, object))
    progress.done += object.sizeBytes
    onProgress?.(progress)
  })
}

async function isThere(
  objects: Pick<ObjectStore, 'get' | 'head'>,
  { bucket, key, sizeBytes, sha256 }: ObjectDump,
): Promise<boolean> {
  if ((await objects.head(bucket, key))?.sizeBytes !== sizeBytes) return false
  const stream = await objects.get(bucket, key)
  if (!stream) return false
  const hash = createHash('sha256')
  for await (const piece of readStream(stream)) hash.update(piece)
  return hash.digest('hex') === sha256
}
