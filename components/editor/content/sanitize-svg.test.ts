import createDOMPurify from 'dompurify'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sanitizeSvg } from './sanitize-svg'

const { window } = new JSDOM('')
const purify = createDOMPurify(window)
beforeAll(() => void vi.stubGlobal('XMLSerializer', window.XMLSerializer))
afterAll(() => void vi.unstubAllGlobals())

const wrap = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inside}</svg>`

test.each([
  ['a script', wrap('<script>alert(1)</script><rect width="1"/>'), ['script', 'alert']],
  ['a handler', wrap('<rect width="1" onload="alert(1)"/>'), ['onload']],
  ['a foreign image', wrap('<image href="https://evil.example/x.png"/>'), ['evil']],
  ['a foreign image by xlink', wrap('<image xlink:href="//evil.example/x.png"/>'), ['evil']],
  ['a foreign use', wrap('<use href="https://evil.example/x.svg#a"/>'), ['evil']],
  ['HTML inside', wrap('<foreignObject><iframe src="https://evil.example"/></foreignObject>'), ['iframe', 'evil']],
  ['a foreign font', wrap('<style>@import url(https://evil.example/x.css)</style>'), ['evil']],
  ['a foreign fill', wrap('<rect fill="url(https://evil.example/x#y)"/>'), ['evil']],
  ['a foreign background', wrap('<rect style="background:url(https://evil.example/x)"/>'), ['evil']],
  ['a javascript link', wrap('<a href="javascript:alert(1)"><text>x</text></a>'), ['javascript']],
])('takes out %s', (_what, svg, forbidden) => {
  const clean = sanitizeSvg(svg, purify) ?? ''
  expect(clean).toContain('<svg')
  for (const word of forbidden) expect(clean).not.toContain(word)
})

test('leaves a drawing as it is', () => {
  const svg = wrap(
    '<defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs><rect width="1" fill="url(#g)"/><image href="data:image/png;base64,AA=="/>',
  )
  expect(sanitizeSvg(svg, purify)).toBe(svg)
})

test.each(['', 'hello', '<p>not a drawing</p>', '<svg'])('is not a drawing: %s', (text) => {
  expect(sanitizeSvg(text, purify)).toBeNull()
})
