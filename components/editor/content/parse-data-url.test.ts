import { expect, test } from 'vitest'
import { parseDataUrl } from './parse-data-url'

test('is the file with its type and bytes', async () => {
  const file = parseDataUrl('data:image/svg+xml;charset=utf-8;base64,PHN2Zy8+', 'a.svg')
  expect({ name: file?.name, type: file?.type, text: await file?.text() }).toEqual({
    name: 'a.svg',
    type: 'image/svg+xml',
    text: '<svg/>',
  })
})

test.each(['https://a.example/x.png', 'data:image/png,abc', 'data:image/png;base64,***', 'data:;base64,AA=='])(
  'is none: %s',
  (url) => {
    expect(parseDataUrl(url, 'x')).toBeNull()
  },
)
