import crypto, { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import S3rver from 's3rver'
import type { S3Settings } from '@/lib/platform/objects/s3-settings'
import { answerLifecycle } from './s3-lifecycle'
import { findSignatureFault } from './s3-signature'

interface StoredObject {
  bucket: string
  key: string
  content: Buffer | AsyncIterable<Buffer>
  metadata: Record<string, string>
}

interface Stored {
  size: number
  md5: string
}

/** What of the server's file store is called or replaced here. */
export interface S3FileStore {
  getResourcePath(bucket: string, key: string | undefined, resource: string): string
  putObject(object: StoredObject): Promise<Stored>
  putPart(bucket: string, uploadId: string, part: string, content: AsyncIterable<Buffer>): Promise<Stored>
  listObjects(bucket: string, options: { maxKeys: number }): Promise<object>
  putMetadata(bucket: string, key: string, metadata: Record<string, string>, md5: string): Promise<void>
}

/** What the server does with the next requests: serve them, accept them and say nothing, answer 503, or hang up. */
export type S3Mood = 'up' | 'silent' | 'failing' | 'cutting'

export interface TestS3Server {
  settings: S3Settings
  /** `METHOD /path?query` of every request so far. */
  requests: string[]
  mood: S3Mood
  /** The rules of each bucket as they were sent; null for a server that knows no such rules. */
  lifecycles: Map<string, string> | null
  /** Multipart uploads of a bucket that were neither finished nor aborted. */
  listUnfinished(bucket: string): Promise<string[]>
  removeBucket(bucket: string): Promise<void>
  stop(): Promise<void>
}

const secret = 'S3RVER'
const keysPerPage = 100

/** A server that speaks S3 over a folder of its own, on a free port, and checks every signature. */
export async function startS3Server({ port = 0 }: { port?: number } = {}): Promise<TestS3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'autograph-s3-'))
  const app = new S3rver({ directory, silent: true })
  writeWhole(app.store)
  giveShortPages(app.store)
  replaceDes()
  const answer = app.callback()
  const server = createServer((request, response) => {
    state.requests.push(`${request.method} ${request.url}`)
    if (state.mood === 'silent') return
    if (state.mood === 'cutting') return void request.socket.destroy()
    if (state.mood === 'failing') return void response.writeHead(503).end()
    const fault = findSignatureFault(request, secret)
    if (fault) return refuse(request, response, fault)
    if (state.lifecycles && answerLifecycle(request, response, state.lifecycles)) return
    if (request.method === 'DELETE' && request.url?.includes('uploadId=')) return abort(app.store, request, response)
    void answer(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const state: TestS3Server = {
    settings: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: secret,
      bucketPrefix: 'test',
    },
    requests: [],
    mood: 'up',
    lifecycles: new Map(),
    listUnfinished: (bucket) => readdir(app.store.getResourcePath(bucket, undefined, 'uploads')).catch(() => []),
    removeBucket: (bucket) => rm(join(directory, bucket), { recursive: true }),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(directory, { recursive: true, force: true })
    },
  }
  return state
}

/** The server writes in place and answers before the bytes are there; S3 itself does neither. */
function writeWhole(store: S3FileStore): void {
  store.putObject = async ({ bucket, key, content, metadata }) => {
    const stored = await writeAside(content, store.getResourcePath(bucket, key, 'object'))
    await store.putMetadata(bucket, key, metadata, stored.md5)
    return stored
  }
  store.putPart = async (bucket, uploadId, part, content) => {
    const path = join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId, part)
    const stored = await writeAside(content, path)
    await writeFile(`${path}.md5`, stored.md5)
    return stored
  }
}

/** A server may give fewer keys at a time than it could, so that tests need not make a thousand. */
function giveShortPages(store: S3FileStore): void {
  const listObjects = store.listObjects.bind(store)
  store.listObjects = (bucket, options) => listObjects(bucket, { ...options, maxKeys: keysPerPage })
}

/** The server makes the tokens of its listings with DES, which OpenSSL 3 no longer has; nothing secret is in them. */
function replaceDes(): void {
  const plain = { update: (piece: string | Buffer) => Buffer.from(piece), final: () => Buffer.alloc(0) }
  const { createCipheriv, createDecipheriv } = crypto
  Object.assign(crypto, {
    createCipheriv: (...given: Parameters<typeof createCipheriv>) =>
      given[0] === 'des' ? plain : createCipheriv(...given),
    createDecipheriv: (...given: Parameters<typeof createDecipheriv>) =>
      given[0] === 'des' ? plain : createDecipheriv(...given),
  })
}

async function writeAside(content: Buffer | AsyncIterable<Buffer>, path: string): Promise<Stored> {
  const pieces: Buffer[] = []
  if (Buffer.isBuffer(content)) pieces.push(content)
  else for await (const piece of content) pieces.push(piece)
  const whole = Buffer.concat(pieces)
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, whole)
  await rename(aside, path)
  return { size: whole.length, md5: createHash('md5').update(whole).digest('hex') }
}

function refuse(request: IncomingMessage, response: ServerResponse, code: string): void {
  request.resume()
  response.writeHead(403, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
}

/** AbortMultipartUpload, which the server does not know. */
function abort(store: S3FileStore, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const [, bucket = ''] = pathname.split('/')
  const folder = join(store.getResourcePath(bucket, undefined, 'uploads'), searchParams.get('uploadId') ?? '-')
  readFile(join(folder, 'key'))
    .then(() => rm(folder, { recursive: true }))
    .then(
      () => response.writeHead(204).end(),
      () => response.writeHead(404).end(),
    )
}
