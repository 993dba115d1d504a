import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AssetId } from '@/lib/core/ids'
import type { Dialer } from '@/lib/platform/fetch/open-connection'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertUser } from '@/lib/testing/factories'
import { openAsset } from '../assets/open-asset'
import { previewLink } from './preview-link'
import { bareLinkPreview } from './pure/bare-link-preview'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pages: Record<string, RequestListener> = {}
const internet = createServer((request, response) => {
  const page = pages[`${request.headers.host}${request.url}`]
  if (page) page(request, response)
  else response.writeHead(404).end()
})
const dialled: string[] = []
const dialer: Dialer = {
  resolve: async (name) => (name.startsWith('inside') ? ['10.0.0.7'] : ['93.184.215.14']),
  dial(address) {
    dialled.push(address)
    const served = internet.address()
    return connect({ host: '127.0.0.1', port: typeof served === 'object' && served ? served.port : 0 })
  },
}
const html =
  (text: string): RequestListener =>
  (_, response) =>
    response.setHeader('content-type', 'text/html').end(text)
const png: RequestListener = (_, response) => response.setHeader('content-type', 'image/png').end(pixel)

useDatabase()
let dataDir = ''
beforeAll(async () => {
  await once(internet.listen(0, '127.0.0.1'), 'listening')
  dataDir = await mkdtemp(join(tmpdir(), 'autograph-links-'))
})
afterAll(async () => {
  internet.close()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => {
  dialled.length = 0
  for (const path of Object.keys(pages)) delete pages[path]
  vi.stubEnv('DATA_DIR', dataDir)
  forget('env')
})

async function open() {
  const owner = await insertUser()
  const { id: diagramId } = await insertDiagram({ ownerId: owner.id })
  const actor = actorFor(owner)
  return { actor, preview: (url: string) => previewLink({ actor, diagramId, url, dialer }) }
}

const bare = (url: string, title: string) => ({ url, title, description: '', image: '', favicon: '' })

describe('a link', () => {
  it('is previewed with pictures that are ours from then on', async () => {
    pages['public.example/post'] = html(
      '<title>Hello</title><meta property="og:image" content="http://pictures.example/1.png"><meta name=description content=World>',
    )
    pages['pictures.example/1.png'] = png
    pages['public.example/favicon.ico'] = png
    const { preview, actor } = await open()
    const card = await preview('http://public.example/post')
    expect(card).toEqual({
      url: 'http://public.example/post',
      title: 'Hello',
      description: 'World',
      image: expect.stringMatching(/^\/api\/assets\/[0-9a-f]{64}$/),
      favicon: card.image,
    })
    const asset = await openAsset({ actor, assetId: card.image.split('/').at(-1) as AssetId })
    expect(asset).toMatchObject({ file: { contentType: 'image/png' }, sizeBytes: pixel.byteLength })
  })

  it('shows no picture from inside, nor one that is none', async () => {
    pages['public.example/'] = html(
      '<title>Hi</title><meta property="og:image" content="http://inside.example/secret.png"><link rel=icon href="/fake.png">',
    )
    pages['public.example/fake.png'] = (_, response) => response.setHeader('content-type', 'image/png').end('<html>')
    const { preview } = await open()
    expect(await preview('http://public.example/')).toEqual(bare('http://public.example/', 'Hi'))
    expect(dialled.every((address) => address === '93.184.215.14')).toBe(true)
  })

  it.each([
    'http://inside.example/',
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://public.example/gone',
  ])('%s that cannot be looked at is its address, whatever the reason', async (url) => {
    const { preview } = await open()
    expect(await preview(url)).toEqual(bareLinkPreview(url))
  })

  it('is not fetched when that is switched off', async () => {
    vi.stubEnv('LINK_PREVIEWS', 'off')
    forget('env')
    const { preview } = await open()
    expect(await preview('http://public.example/')).toEqual(bare('http://public.example/', 'public.example'))
    expect(dialled).toEqual([])
  })

  it('has no picture without an answer of the page', async () => {
    pages['public.example/'] = (request) => request.socket.destroy()
    const { preview } = await open()
    expect(await preview('http://public.example/')).toEqual(bare('http://public.example/', 'public.example'))
  })
})
