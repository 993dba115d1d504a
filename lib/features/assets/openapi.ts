import { z } from 'zod'
import type { ApiSection } from '../openapi/operation'
import { type AssetDto, assetParams, assetTypes, uploadFields } from './schema'

const assetDto = z.object({
  id: z.string().describe('SHA-256 of the stored bytes, in hex.'),
  url: z.string().describe('Where it is served; what a document refers to.'),
  contentType: z.enum(assetTypes),
  sizeBytes: z.number().int(),
  width: z.number().optional(),
  height: z.number().optional(),
}) satisfies z.ZodType<Omit<AssetDto, 'id'>>

export const assetsApi: ApiSection = {
  schemas: { Asset: assetDto },
  operations: [
    {
      method: 'post',
      path: '/api/assets',
      tag: 'Assets',
      summary: 'Upload an image or a video',
      description:
        'At most 25 MiB, an SVG 5 MiB, a picture 100 megapixels. `diagramId` comes before the file. The kind is read from the bytes; scripts in an SVG are removed. The same bytes are kept once: sending a file again gives the same asset.',
      body: {
        contentType: 'multipart/form-data',
        schema: uploadFields.extend({ file: z.string().meta({ format: 'binary' }) }),
      },
      answers: { 201: { description: 'The asset.', content: assetDto } },
      problems: ['forbidden', 'unavailable'],
    },
    {
      method: 'get',
      path: '/api/assets/{assetId}',
      tag: 'Assets',
      summary: 'Get an uploaded file',
      description:
        'For who may view a diagram that shows it. The bytes never change: they may be kept for ever, `If-None-Match` is answered with 304, and ranges are served.',
      params: assetParams,
      headers: { Range: 'One range of bytes.' },
      isConditional: true,
      answers: {
        200: { description: 'The bytes. They never change.', content: { contentType: 'image/*' } },
        206: { description: 'The range that was asked for.', content: { contentType: 'video/*' } },
        416: { description: 'There is no such range.' },
      },
    },
  ],
}
