import { expect, test } from 'vitest'
import { describeFileFault } from './describe-file-fault'

test.each([
  [{ name: 'a.png', type: 'image/png', size: 1 }, null],
  [{ name: 'a.mp4', type: 'video/mp4', size: 25 * 1024 * 1024 }, null],
  [{ name: 'a.png', type: 'image/png', size: 25 * 1024 * 1024 + 1 }, 'a.png has 26 MB; 25 MB is the most.'],
  [{ name: 'a.png', type: 'image/png', size: 0 }, 'a.png is empty.'],
  [
    { name: 'a.heic', type: 'image/heic', size: 1 },
    'a.heic is not a PNG, JPEG, GIF, WebP or SVG image, nor an MP4 or WebM video.',
  ],
])('%o', (file, fault) => {
  expect(describeFileFault(file)).toBe(fault)
})
