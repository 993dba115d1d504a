import { openAsset } from '@/lib/features/assets/open-asset'
import { assetParams } from '@/lib/features/assets/schema'
import { parseRange } from '@/lib/http/parse-range'
import { route } from '@/lib/http/route'

/** The id is the hash of the bytes: whoever has seen them once need never ask again. */
const cacheControl = 'private, max-age=31536000, immutable'

export const GET = route({ limit: 'media', params: assetParams }, async ({ request, actor, params }) => {
  const asset = await openAsset({ actor, assetId: params.assetId })
  const etag = `"${params.assetId}"`
  const headers = {
    etag,
    'cache-control': cacheControl,
    'content-type': asset.contentType,
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const range = parseRange(request.headers.get('range'), asset.sizeBytes)
  if (range === 'unsatisfiable') {
    const all = { ...headers, 'cache-control': 'no-store', 'content-range': `bytes */${asset.sizeBytes}` }
    return new Response(null, { status: 416, headers: all })
  }
  const body = (await asset.open(range ?? undefined)) as ReadableStream<Uint8Array<ArrayBuffer>>
  const length = range ? range.end - range.start + 1 : asset.sizeBytes
  const sized = { ...headers, 'content-length': String(length) }
  if (!range) return new Response(body, { headers: sized })
  const place = `bytes ${range.start}-${range.end}/${asset.sizeBytes}`
  return new Response(body, { status: 206, headers: { ...sized, 'content-range': place } })
})
