import { expect, it } from 'vitest'
import { bareLinkPreview } from './bare-link-preview'

it.each([
  ['https://a.example', 'a.example'],
  ['https://a.example/', 'a.example'],
  ['https://a.example:8443/docs/rooms/?q=1#top', 'a.example:8443/docs/rooms'],
  ['https://a.example/gr%C3%BC%C3%9Fe', 'a.example/grüße'],
  ['https://a.example/%ff', 'a.example/%ff'],
  [`https://a.example/${'x'.repeat(200)}`, `a.example/${'x'.repeat(89)}…`],
  ['nonsense', 'nonsense'],
])('%s is called %s', (url, title) => {
  expect(bareLinkPreview(url)).toEqual({ url, title, description: '', image: '', favicon: '' })
})
