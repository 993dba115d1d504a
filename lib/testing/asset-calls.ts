import type { DiagramId } from '@/lib/core/ids'
import type { RouteHandler } from '@/lib/http/route'
import { insertDiagram, insertSession, insertUser, type TestUser } from './factories'
import { drawPng } from './image-files'
import { sessionCookie } from './sign-in'

interface Upload {
  as?: TestUser
  diagramId?: string
  bytes?: Uint8Array<ArrayBuffer>
  type?: string
}

const cookieOf = async (user: TestUser | undefined): Promise<Record<string, string>> =>
  user ? { cookie: await sessionCookie((await insertSession({ userId: user.id })).id) } : {}

export const makeUpload =
  (handler: RouteHandler) =>
  async ({ as, diagramId, bytes = drawPng(9), type = 'image/png' }: Upload): Promise<Response> => {
    const form = new FormData()
    if (diagramId) form.set('diagramId', diagramId)
    form.set('file', new File([bytes], 'x.png', { type }))
    const headers = await cookieOf(as)
    return handler(new Request('http://draw.example.org/api/assets', { method: 'POST', body: form, headers }))
  }

export const makeFetchAsset =
  (handler: RouteHandler) =>
  async (id: string, as?: TestUser, more: Record<string, string> = {}, method = 'GET'): Promise<Response> => {
    const headers = { ...more, ...(await cookieOf(as)) }
    const request = new Request(`http://draw.example.org/api/assets/${id}`, { method, headers })
    return handler(request, { params: { assetId: id } })
  }

export async function makeDiagram(): Promise<{ ann: TestUser; diagramId: DiagramId }> {
  const ann = await insertUser()
  return { ann, diagramId: (await insertDiagram({ ownerId: ann.id })).id }
}
