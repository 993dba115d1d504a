import type { AssetId, DiagramId, UserId } from '@/lib/core/ids'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { presentAssetFile } from '../assets/pure/present-asset-file'
import { isAssetType } from '../assets/schema'
import { listOwnEntries } from '../audit/list-own-entries'
import { serializeTldrFile } from '../documents/pure/tldr-file/serialize-tldr-file'
import { readDocument } from '../documents/read-document'
import { nameDiagramFile } from './pure/name-diagram-file'
import * as repo from './repo-export'

/** One file of somebody's own data. */
export interface ExportFile {
  name: string
  sizeBytes: number
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** All that is somebody's, one file after the other: of all of it, no more than one drawing is in memory at a time. */
export async function* listExportFiles(userId: UserId): AsyncGenerator<ExportFile> {
  yield inText('README.txt', readme)
  yield inJson('profile.json', await repo.findProfile(userId))
  const avatar = await repo.findAvatar(userId)
  if (avatar) yield inBytes('picture.png', avatar.png)
  yield inJson('sessions.json', await repo.listSessions(userId))
  yield inJson('api-keys.json', await repo.listKeys(userId))
  yield inJson('shared-with-me.json', await repo.listMemberships(userId))
  yield inJson('teams.json', await repo.listTeams(userId))
  let page = 0
  for await (const entries of listOwnEntries(userId)) {
    yield inJson(`audit/${String(++page).padStart(4, '0')}.json`, entries)
  }
  yield* listDiagramFiles(userId)
  yield* listAssetFiles(userId)
}

async function* listDiagramFiles(userId: UserId): AsyncGenerator<ExportFile> {
  let afterId: DiagramId | null = null
  for (;;) {
    const diagrams: Awaited<ReturnType<typeof repo.listDiagrams>> = await repo.listDiagrams(userId, afterId)
    for (const diagram of diagrams) {
      const name = nameDiagramFile(diagram)
      // Deleted meanwhile, perhaps.
      const document = await readDocument(diagram.id as DiagramId).catch(() => null)
      if (!document) continue
      yield inText(`diagrams/${name}`, serializeTldrFile(document))
      yield inJson(`diagrams/${name.replace(/tldr$/, 'json')}`, diagram)
    }
    const last = diagrams.at(-1)
    if (!last) return
    afterId = last.id as DiagramId
  }
}

async function* listAssetFiles(userId: UserId): AsyncGenerator<ExportFile> {
  let afterId: string | null = null
  for (;;) {
    const assets: Awaited<ReturnType<typeof repo.listAssets>> = await repo.listAssets(userId, afterId)
    for (const { id, contentType } of assets) {
      const store = getObjectStore()
      const head = await store.head('uploads', id)
      const stream = head && (await store.get('uploads', id))
      if (!stream || !isAssetType(contentType)) continue
      const [, ending = 'bin'] = presentAssetFile(id as AssetId, contentType).fileName.split('.')
      yield { name: `assets/${id}.${ending}`, sizeBytes: head.sizeBytes, pieces: readStream(stream) }
    }
    const last = assets.at(-1)
    if (!last) return
    afterId = last.id
  }
}

async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel()
  }
}

const inBytes = (name: string, bytes: Uint8Array): ExportFile => ({
  name,
  sizeBytes: bytes.byteLength,
  pieces: [bytes],
})
const inText = (name: string, text: string): ExportFile => inBytes(name, new TextEncoder().encode(text))
const inJson = (name: string, value: unknown): ExportFile => inText(name, `${JSON.stringify(value, null, 2)}\n`)

const readme = `What AutoGraph has of you.

profile.json         your account; picture.png is your picture, if you have one
sessions.json        where you are and were signed in
api-keys.json        names of your API keys; the keys themselves are not stored
shared-with-me.json  diagrams of others that you can open
teams.json           teams that you are in
audit/               what the audit log says that you did, the newest first
diagrams/            what you own, also from the trash: .tldr opens in AutoGraph and in tldraw, the .json beside it says
                     with whom it is shared
assets/              pictures and videos in these diagrams; a drawing names them by /api/assets/<name without its ending>
`
