import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { parseTldrFile } from '@/lib/features/documents/pure/tldr-file/parse-tldr-file'
import { writeTar } from '@/lib/features/privacy/export-own-data'
import { getDb } from '@/lib/platform/db/prisma'
import { makeDiagram, makeUpload } from '@/lib/testing/asset-calls'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDataDir } from '@/lib/testing/data-dir'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertSession, insertUser } from '@/lib/testing/factories'
import { drawPng } from '@/lib/testing/image-files'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST as uploadRoute } from '../../assets/route'
import { GET } from './route'

useDatabase()
useTestKv()
useDataDir('objects')

/** Unpacks with the system's own tar. */
async function unpack(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const into = await mkdtemp(join(process.env.DATA_DIR ?? '', 'unpacked-'))
  await writeFile(join(into, 'a.tar'), gunzipSync(archive))
  execFileSync('tar', ['-xf', 'a.tar'], { cwd: into })
  await rm(join(into, 'a.tar'))
  const names = (await readdir(into, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = names.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(
    await Promise.all(paths.map(async (path) => [path.slice(into.length + 1), await readFile(path)] as const)),
  )
}

describe('one\u2019s own data', () => {
  it('is all there: profile, drawings that open, their files, and nothing of others or secret', async () => {
    const { ann, diagramId } = await makeDiagram()
    const ben = await insertUser()
    await getDb().diagram.update({ where: { id: diagramId }, data: { title: 'Plan: Ärger & more' } })
    await insertMember({ diagramId, userId: ben.id })
    const bytes = drawPng(11)
    const { id: assetId } = await (await makeUpload(uploadRoute)({ as: ann, diagramId, bytes })).json()
    const foreign = await insertDiagram({ ownerId: ben.id })
    await insertMember({ diagramId: foreign.id, userId: ann.id })
    const answer = await callRoute(GET, { as: ann })
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="autograph-.*\.tar\.gz"/)
    const files = await unpack(new Uint8Array(await answer.arrayBuffer()))
    const json = (name: string) => JSON.parse(String(files.get(name)))
    expect(json('profile.json')).toMatchObject({ email: ann.email, name: ann.name })
    expect(json('shared-with-me.json')).toMatchObject([{ diagram: { id: foreign.id } }])
    expect(json('audit/0001.json')[0]).toMatchObject({ action: 'account.export', actor: { id: ann.id } })
    const drawing = [...files.keys()].find((name) => name.endsWith('.tldr')) ?? ''
    expect(drawing).toMatch(new RegExp(`^diagrams/plan-a-?rger-more-${diagramId}\\.tldr$`))
    expect(parseTldrFile(String(files.get(drawing)))).toMatchObject({ ok: true })
    expect(json(drawing.replace(/tldr$/, 'json')).members).toMatchObject([
      { role: 'editor', user: { email: ben.email } },
    ])
    expect(Uint8Array.from(files.get(`assets/${assetId}.png`)!)).toEqual(bytes)
    const { passwordHash } = await getDb().user.findUniqueOrThrow({ where: { id: ann.id } })
    expect([...files.values()].some((file) => file.includes(passwordHash))).toBe(false)
    expect([...files.keys()].some((name) => name.includes(foreign.id))).toBe(false)
  })

  it('is for who has just proved who they are, five times an hour', async () => {
    const ann = await insertUser()
    const session = await insertSession({ userId: ann.id })
    const headers = { cookie: await sessionCookie(session.id) }
    const ask = (path = '/api') => callRoute(GET, { headers, path })
    expect((await ask('/api?check=true')).status).toBe(204)
    for (let n = 0; n < 5; n++) {
      const answer = await ask()
      expect(answer.status).toBe(200)
      await answer.body?.cancel()
    }
    expect(await readRefusal(await ask())).toEqual([429, 'rate_limited'])
    await getDb().session.updateMany({ data: { confirmedAt: new Date(Date.now() - 11 * minuteMs) } })
    for (const path of ['/api', '/api?check=true']) {
      expect(await (await ask(path)).json()).toMatchObject({ code: 'forbidden', errors: [{ code: 'confirm' }] })
    }
    expect(await readRefusal(await callRoute(GET, {}))).toEqual([401, 'unauthenticated'])
  })

  it('of a gigabyte passes through piece by piece, and breaks off rather than be wrong', async () => {
    const piece = new Uint8Array(1024 * 1024)
    function* pieces(count: number) {
      for (let n = 0; n < count; n++) yield piece
    }
    async function* files(count: number) {
      yield { name: 'large.bin', sizeBytes: 1024 * piece.byteLength, pieces: pieces(count) }
    }
    const before = process.memoryUsage().rss
    let sizeBytes = 0
    for await (const part of writeTar(files(1024))) sizeBytes += part.byteLength
    expect(sizeBytes).toBe(512 + 1024 * piece.byteLength + 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    const broken = async () => {
      for await (const _ of writeTar(files(1023)));
    }
    await expect(broken()).rejects.toThrow(/in place of/)
  })
})
