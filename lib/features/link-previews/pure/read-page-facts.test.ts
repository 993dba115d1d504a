import { describe, expect, it } from 'vitest'
import { decodePage } from './decode-page'
import { readPageFacts } from './read-page-facts'

const read = (html: string) => readPageFacts(html, 'https://public.example/a/b')
const nothing = { title: '', description: '', imageUrl: null, iconUrl: null }

it('reads title, description, picture and icon', () => {
  expect(
    read(`<!doctype html><html><head><title>Plain &amp; simple</title><meta name=description content=" What
      it is ">
      <META PROPERTY="og:image" CONTENT="/cover.png?a=1&amp;b=2"><link rel="shortcut icon" href="../icon.png"></head>`),
  ).toEqual({
    title: 'Plain & simple',
    description: 'What it is',
    imageUrl: 'https://public.example/cover.png?a=1&b=2',
    iconUrl: 'https://public.example/icon.png',
  })
})

it.each<[string, string, object]>([
  ['prefers what is made for sharing', '<title>a</title><meta property="og:title" content="b">', { title: 'b' }],
  ['takes the first of several', '<title>a</title><title>b</title>', { title: 'a' }],
  ['looks at no body', '<body><title>a</title><meta property="og:title" content="b">', {}],
  ['has nothing to say of nothing', '', {}],
  ['believes no other kind of address', '<meta property="og:image" content="javascript:alert(1)">', {}],
  ['nor a file', '<meta property="og:image" content="file:///etc/passwd"><link rel=icon href="data:image/png,x">', {}],
  ['keeps one visible line', '<title>a\n\0b\u202ec\u200b\ud800d</title>', { title: 'a b c d' }],
  ['reads markup as text', '<title><script>alert(1)</script></title>', { title: '<script>alert(1)</script>' }],
])('%s', (_, html, facts) => {
  expect(read(html)).toEqual({ ...nothing, ...facts })
})

it('cuts long texts, and no character in two', () => {
  const { title, description } = read(
    `<title>${'😀'.repeat(300)}</title><meta name=description content=${'x'.repeat(999)}>`,
  )
  expect([title.length, /\p{Surrogate}/u.test(title), title.endsWith('😀…')]).toEqual([199, false, true])
  expect(description).toBe(`${'x'.repeat(499)}…`)
})

it.each([
  ['attributes', `<meta ${'a=b '.repeat(100_000)}>`],
  ['open elements', '<head><div>'.repeat(50_000)],
  ['open elements of a head', '<noscript><template>'.repeat(50_000)],
  ['open quotes', '<meta content="'.repeat(50_000)],
  ['comments', '<!--'.repeat(100_000)],
  ['entities', `<title>${'&amp'.repeat(100_000)}`],
  ['less-than signs', '<'.repeat(1_000_000)],
])('a megabyte of %s is read in no time', (_, html) => {
  const startedAtMs = performance.now()
  read(html)
  expect(performance.now() - startedAtMs).toBeLessThan(1_000)
})

describe('decodePage', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')))

  it.each<[string, Uint8Array, string, string]>([
    ['UTF-8 by default', Buffer.from('<title>Größe'), 'text/html', '<title>Größe'],
    ['the header', bytes('<title>Gr\xf6\xdfe'), 'text/html; charset="ISO-8859-1"', '<title>Größe'],
    ['the page', bytes('<meta charset=windows-1251><title>\xcf'), 'text/html', '<meta charset=windows-1251><title>П'],
    [
      'the page, the old way',
      bytes('<meta content="text/html; charset=shift_jis">\x83\x41'),
      '',
      '<meta content="text/html; charset=shift_jis">ア',
    ],
    ['the mark', bytes([0xff, 0xfe], 'a\0'), 'text/html; charset=utf-8', 'a'],
    ['UTF-8 when it is unknown', Buffer.from('ö'), 'text/html; charset=klingon', 'ö'],
  ])('goes by %s', (_, page, contentType, text) => {
    expect(decodePage(page, contentType)).toBe(text)
  })
})
