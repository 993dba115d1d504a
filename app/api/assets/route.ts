import { maxAssetBytes, uploadFields } from '@/lib/features/assets/schema'
import { storeAsset } from '@/lib/features/assets/store-asset'
import { json } from '@/lib/http/json'
import { parseInput } from '@/lib/http/parse-input'
import { receiveFile } from '@/lib/http/receive-file'
import { route } from '@/lib/http/route'

/** The frame that multipart puts around a file. */
const envelopeBytes = 64 * 1024

export const POST = route(
  { signedIn: true, limit: 'upload', bodyLimitBytes: maxAssetBytes + envelopeBytes },
  async ({ request, actor, readPieces }) => {
    const incoming = { contentType: request.headers.get('content-type'), pieces: readPieces() }
    const asset = await receiveFile(incoming, async (fields, pieces) => {
      const { diagramId } = parseInput(uploadFields, fields)
      return storeAsset({ actor, diagramId, pieces })
    })
    return json(asset, { status: 201 })
  },
)
