import { AssetRecordType } from 'tldraw'
import { expect, test } from 'vitest'
import { createAssetStore, resolveAssetSrc } from './asset-store'

test.each([
  ['/api/assets/abc', '/api/assets/abc'],
  ['data:image/png;base64,AA==', 'data:image/png;base64,AA=='],
  ['blob:http://localhost/1', 'blob:http://localhost/1'],
  ['https://foreign.example/x.png', null],
  ['//foreign.example/x.png', null],
  ['/api/account', null],
  ['data:text/html,<script>', null],
  [null, null],
])('%s is loaded as %s', (src, resolved) => {
  expect(resolveAssetSrc(src)).toBe(resolved)
})

test('an image that waits for its upload is shown from what the browser keeps, and only there', async () => {
  const asked: string[] = []
  const kept = {
    find: async (id: string) => {
      asked.push(id)
      if (id === 'asset:broken') throw new Error('private window')
      return id === 'asset:mine' ? new File(['x'], 'a.png') : undefined
    },
  }
  const { resolve } = createAssetStore('d', kept)
  const context = {
    screenScale: 1,
    steppedScreenScale: 1,
    dpr: 1,
    networkEffectiveType: null,
    shouldResolveToOriginal: true,
  }
  const show = (id: string, src: string | null = null) =>
    resolve?.(
      AssetRecordType.create({
        id: AssetRecordType.createId(id),
        type: 'image',
        props: { w: 1, h: 1, name: '', isAnimated: false, mimeType: 'image/png', src },
      }),
      context,
    )
  const first = await show('mine')
  expect(first).toMatch(/^blob:/)
  expect(await show('mine')).toBe(first)
  expect(await show('theirs')).toBeNull()
  expect(await show('broken')).toBeNull()
  expect(await show('mine', '/api/assets/abc')).toBe('/api/assets/abc')
  expect(asked).toEqual(['asset:mine', 'asset:theirs', 'asset:broken'])
})
