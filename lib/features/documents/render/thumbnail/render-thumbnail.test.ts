import { expect, it } from 'vitest'
import { useDataDir } from '@/lib/testing/data-dir'
import { framePicture, listPictureImages } from './frame-picture'
import { renderThumbnail } from './render-thumbnail'

const id = 'ab'.repeat(32)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" id="doc-picture" viewBox="100 0 600 100" style="--doc-blue-solid:light-dark(#4465e9,#4f72fc)"><rect x="100" width="600" height="100" fill="var(--doc-blue-solid,#4465e9)"/><image href="/api/assets/${id}" width="10" height="10"/></svg>`
useDataDir('documents.pictureFonts')

it('frames a picture in the proportions asked for', () => {
  expect(framePicture(svg, { width: 400, height: 300 }, new Map())).toContain('viewBox="100 -175 600 450"')
})

it('does not blow up small drawings', () => {
  const small = svg.replace('100 0 600 100', '0 0 40 30')
  expect(framePicture(small, { width: 400, height: 300 }, new Map())).toContain('viewBox="-220 -165 480 360"')
})

it('lists the uploads a picture shows and puts their bytes in', () => {
  expect(listPictureImages(svg)).toEqual([id])
  expect(framePicture(svg, { width: 4, height: 3 }, new Map([[id, 'data:image/png;base64,AA']]))).toContain(
    '<image href="data:image/png;base64,AA"',
  )
})

it('makes a PNG of the size asked for, different in light and dark, and finds its fonts again', async () => {
  const light = await renderThumbnail({ svg, theme: 'light', width: 200, height: 150 })
  const dark = await renderThumbnail({ svg, theme: 'dark', width: 200, height: 150 })
  const header = Buffer.from(light)
  expect(header.subarray(1, 4).toString()).toBe('PNG')
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([200, 150])
  expect(Buffer.from(dark).equals(header)).toBe(false)
})
