import type { TLRecord } from '@tldraw/tlschema'

const assetSource = /^\/api\/assets\/([0-9a-f]{64})$/

/** The uploaded files that an asset record shows: its picture, or those of the card of a link. */
export function findAssetIds(record: TLRecord): string[] {
  if (record.typeName !== 'asset') return []
  return Object.values<unknown>(record.props).flatMap((value) => assetSource.exec(String(value))?.[1] ?? [])
}
