import { expect, test } from 'vitest'
import { presentContentDisposition } from './content-disposition'

test.each([
  ['plan.png', 'inline; filename="plan.png"'],
  ['two words.png', 'inline; filename="two words.png"'],
  ['Überblick.png', `inline; filename="Uberblick.png"; filename*=UTF-8''%C3%9Cberblick.png`],
  ['図.png', `inline; filename="_.png"; filename*=UTF-8''%E5%9B%B3.png`],
  ['a"b.png', `inline; filename="a_b.png"; filename*=UTF-8''a%22b.png`],
  ["it's (1)*.png", `inline; filename="it's (1)*.png"`],
  ['50%.png', `inline; filename="50_.png"; filename*=UTF-8''50%25.png`],
  ['../../etc/passwd', 'inline; filename="....etcpasswd"'],
  ['a\r\nset-cookie: x=1.png', 'inline; filename="aset-cookie: x=1.png"'],
  ['photo\u202Egnp.exe', 'inline; filename="photognp.exe"'],
  ['\ud800.png', 'inline; filename=".png"'],
  ['', 'inline; filename="file"'],
  ['x'.repeat(500), `inline; filename="${'x'.repeat(200)}"`],
])('%j is saved as %s', (name, header) => {
  expect(presentContentDisposition('inline', name)).toBe(header)
  expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
})
