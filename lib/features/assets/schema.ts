import { z } from 'zod'
import { type AssetId, type DiagramId, idPattern } from '@/lib/core/ids'

/** What may be uploaded. The type is read from the bytes; what a browser claims does not count. */
export const assetTypes = [
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/svg+xml',
  'video/mp4',
  'video/webm',
] as const

export type AssetType = (typeof assetTypes)[number]

export const isAssetType = (type: string): type is AssetType => assetTypes.some((allowed) => allowed === type)

export const maxAssetBytes = 25 * 1024 * 1024

/** A drawing as text is looked through as a whole. */
export const maxSvgBytes = 5 * 1024 * 1024

/** What everyone who opens the diagram unpacks: four bytes for each pixel. */
export const maxImagePixels = 100_000_000
export const maxImageSide = 30_000

/** Pictures made of pixels, which a decoder unpacks whole. */
export const isRaster = (type: AssetType): boolean => type.startsWith('image/') && type !== 'image/svg+xml'

/** SHA-256 in hex. */
export const assetIdPattern = /^[0-9a-f]{64}$/

export const assetParams = z.object({
  assetId: z
    .string()
    .regex(assetIdPattern)
    .transform((id) => id as AssetId),
})

export const uploadFields = z.object({
  diagramId: z
    .string()
    .regex(idPattern)
    .transform((id) => id as DiagramId),
})

export interface AssetDto {
  id: AssetId
  /** Where it is served; what the document refers to. */
  url: string
  contentType: AssetType
  sizeBytes: number
  /** In pixels, when the format says so. */
  width?: number
  height?: number
}

export const assetUrl = (id: AssetId): string => `/api/assets/${id}`
