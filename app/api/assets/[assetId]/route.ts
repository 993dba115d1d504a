import { openAsset } from '@/lib/features/assets/open-asset'
import { assetParams } from '@/lib/features/assets/schema'
import { presentContentDisposition } from '@/lib/http/content-disposition'
import { route } from '@/lib/http/route'
import { serveBytes } from '@/lib/http/serve-bytes'

/** The id is the hash of the bytes: whoever has seen them once need never ask again. */
const cacheControl = 'private, max-age=31536000, immutable'

export const GET = route({ limit: 'media', params: assetParams }, async ({ request, actor, params }) => {
  const { sizeBytes, file, open } = await openAsset({ actor, assetId: params.assetId })
  const headers = {
    'cache-control': cacheControl,
    'content-type': file.contentType,
    'content-disposition': presentContentDisposition(file.kind, file.fileName),
    'content-security-policy': file.contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  }
  return serveBytes(request, { etag: `"${params.assetId}"`, sizeBytes, headers, open })
})
