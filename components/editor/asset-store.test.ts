import { expect, test } from 'vitest'
import { resolveAssetSrc } from './asset-store'

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
