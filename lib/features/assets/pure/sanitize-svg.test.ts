import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { sanitizeSvg } from './sanitize-svg'

const { window } = new JSDOM('')
const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>${inside}</svg>`
const clean = (inside: string, attributes?: string) => sanitizeSvg(svg(inside, attributes), window)

describe('sanitizeSvg', () => {
  it('keeps what a drawing is made of', () => {
    const drawing =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient><clipPath id="c"><rect width="9" height="9"/></clipPath><filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs><style>.a{fill:url(#g)}</style><g clip-path="url(#c)" class="a"><path d="M0 0h9" filter="url(#f)"/><use href="#g"/><text x="1">Hi</text></g>'
    const result = clean(drawing, ' viewBox="0 0 9 9"')
    for (const kept of [
      'linearGradient',
      'clipPath',
      'feGaussianBlur',
      'url(#g)',
      'href="#g"',
      'viewBox="0 0 9 9"',
      'Hi',
    ]) {
      expect(result).toContain(kept)
    }
  })

  it('keeps images that are embedded', () => {
    expect(clean('<image href="data:image/png;base64,AAAA" width="1"/>')).toContain('data:image/png;base64,AAAA')
  })

  it.each([
    ['a script', '<script>alert(1)</script>', 'alert'],
    ['a script with a prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', 'script'],
    ['an HTML script', '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', 'alert'],
    ['a handler', '<rect onload="alert(1)" width="1"/>', 'alert'],
    ['a handler in capitals', '<rect ONCLICK="alert(1)" width="1"/>', 'alert'],
    [
      'a foreignObject',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>',
      'img',
    ],
    ['a link', '<a href="javascript:alert(1)"><text>x</text></a>', 'javascript'],
    ['a link with a prefix', '<a xlink:href="javascript:alert(1)"><text>x</text></a>', 'javascript'],
    ['an animated address', '<a id="q"><set attributeName="href" to="javascript:alert(1)"/></a>', 'javascript'],
    ['an animation', '<rect><animate attributeName="x" onbegin="alert(1)"/></rect>', 'alert'],
    ['an image of another host', '<image href="https://evil.example/a.png" width="1"/>', 'evil'],
    ['an image of another host, older spelling', '<image xlink:href="//evil.example/a.png"/>', 'evil'],
    ['an SVG in an image', '<image href="data:image/svg+xml;base64,AAAA"/>', 'svg+xml;'],
    ['a use of another file', '<use href="https://evil.example/a.svg#x"/>', 'evil'],
    ['an effect of another host', '<feImage href="https://evil.example/a"/>', 'evil'],
    ['CSS that fetches', '<style>.a{background:url(https://evil.example/a)}</style>', 'evil'],
    ['CSS that imports', '<style>@import "https://evil.example/a.css";</style>', 'evil'],
    ['CSS that hides its fetch', '<style>.a{background:\\75rl(https://evil.example/a)}</style>', 'evil'],
    ['CSS that fetches a font', '<style>@font-face{font-family:x;src:url("https://evil.example/f")}</style>', 'evil'],
    ['a style that fetches', '<rect style="fill:url(https://evil.example/a#b)" width="1"/>', 'evil'],
    ['an attribute that fetches', '<rect fill="url(https://evil.example/a#b)" width="1"/>', 'evil'],
    ['an attribute that fetches, with spaces', '<rect filter="url( \'https://evil.example/a#b\')" width="1"/>', 'evil'],
    ['a frame', '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>', 'evil'],
  ])('takes out %s', (_, inside, gone) => {
    const result = clean(`${inside}<circle r="3"/>`)
    expect(result).toContain('circle')
    expect(result).not.toContain(gone)
  })

  it('takes out handlers of the drawing itself', () => {
    expect(clean('<circle r="3"/>', ' onload="alert(1)"')).not.toContain('alert')
  })

  it.each([
    ['HTML', '<html><body><svg xmlns="http://www.w3.org/2000/svg"/></body></html>'],
    ['text', 'hello'],
    ['broken XML', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'],
    ['an svg that is none', '<svg><circle r="3"/></svg>'],
    ['own entities', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
  ])('refuses %s', (_, text) => {
    expect(sanitizeSvg(text, window)).toBeNull()
  })

  it('changes nothing the second time', () => {
    const once = clean('<g><path d="M0 0h9"/><script>x</script></g>') ?? ''
    expect(sanitizeSvg(once, window)).toBe(once)
  })
})
