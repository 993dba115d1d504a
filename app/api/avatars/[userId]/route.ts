import { findAvatar } from '@/lib/features/avatars/find-avatar'
import { avatarParams } from '@/lib/features/avatars/schema'
import { respondWith } from '@/lib/http/respond-with'
import { route } from '@/lib/http/route'
import { isKnown, notModified } from '@/lib/http/unless-known'

export const GET = route(
  { signedIn: true, limit: 'media', params: avatarParams },
  async ({ request, actor, params }) => {
    const found = await findAvatar({ actor, userId: params.userId })
    const headers = { 'cache-control': 'private, no-cache', 'content-security-policy': "sandbox; default-src 'none'" }
    if (!found) return new Response(null, { status: 204, headers })
    const known = { ...headers, etag: `"${found.hash}"` }
    if (isKnown(request, known.etag)) return notModified(known)
    const png = await found.read()
    if (!png) return new Response(null, { status: 204, headers })
    return respondWith([png], {
      headers: { ...known, 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
    })
  },
)
