import { maxAvatarBytes } from '@/lib/features/avatars/schema'
import { removeAvatar, storeAvatar } from '@/lib/features/avatars/store-avatar'
import { noContent } from '@/lib/http/json'
import { receiveFile } from '@/lib/http/receive-file'
import { route } from '@/lib/http/route'

/** The frame that multipart puts around a file. */
const envelopeBytes = 64 * 1024

export const POST = route(
  { signedIn: true, limit: 'upload', bodyLimitBytes: maxAvatarBytes + envelopeBytes },
  async ({ request, actor, readPieces }) => {
    const incoming = { contentType: request.headers.get('content-type'), pieces: readPieces() }
    await receiveFile(incoming, (_fields, pieces) => storeAvatar({ actor, pieces }))
    return noContent()
  },
)

export const DELETE = route({ signedIn: true }, async ({ actor }) => {
  await removeAvatar({ actor })
  return noContent()
})
