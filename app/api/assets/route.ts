import { AppError } from '@/lib/core/errors'
import { maxAssetBytes, uploadFields } from '@/lib/features/assets/schema'
import { storeAsset } from '@/lib/features/assets/store-asset'
import { json } from '@/lib/http/json'
import { parseFormData } from '@/lib/http/parse-form-data'
import { parseInput } from '@/lib/http/parse-input'
import { route } from '@/lib/http/route'

/** The frame that multipart puts around a file. */
const envelopeBytes = 64 * 1024

export const POST = route(
  { signedIn: true, limit: 'upload', bodyLimitBytes: maxAssetBytes + envelopeBytes },
  async ({ request, actor, readBytes }) => {
    const form = await parseFormData(request.headers.get('content-type'), await readBytes())
    const { diagramId } = parseInput(uploadFields, { diagramId: form.get('diagramId') })
    const file = form.get('file')
    if (!(file instanceof Blob)) throw new AppError('invalid_input', 'Send the file as a part called file.')
    return json(await storeAsset({ actor, diagramId, bytes: new Uint8Array(await file.arrayBuffer()) }), {
      status: 201,
    })
  },
)
