import { expect, test } from 'vitest'
import { computeFitCamera, fitInsets, minZoom, parseViewBox } from './fit-camera'

const viewport = { width: 1000 + fitInsets.left + fitInsets.right, height: 500 + fitInsets.top + fitInsets.bottom }
const toScreen = (camera: { x: number; y: number; z: number }, point: { x: number; y: number }) => ({
  x: (point.x + camera.x) * camera.z,
  y: (point.y + camera.y) * camera.z,
})

test('a small drawing is shown in its own size, in the middle', () => {
  const camera = computeFitCamera({ x: 100, y: 100, width: 200, height: 100 }, viewport)
  expect(camera.z).toBe(1)
  expect(toScreen(camera, { x: 200, y: 150 })).toEqual({ x: fitInsets.left + 500, y: fitInsets.top + 250 })
})

test('a large drawing fits between the bars', () => {
  const camera = computeFitCamera({ x: -2000, y: 0, width: 4000, height: 1000 }, viewport)
  expect(camera.z).toBe(0.25)
  expect(toScreen(camera, { x: -2000, y: 500 })).toEqual({ x: fitInsets.left, y: fitInsets.top + 250 })
})

test('never smaller than the editor can zoom', () => {
  expect(computeFitCamera({ x: 0, y: 0, width: 1e6, height: 10 }, viewport).z).toBe(minZoom)
})

test.each([
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 300.5 400" width="300">',
    { x: -10, y: -20, width: 300.5, height: 400 },
  ],
  ['<svg viewBox="0,0,1,1"/>', null],
  ['<svg width="1" viewBox="0 0 0 10">', null],
  ['<svg width="1" viewBox="a b c d">', null],
  ['<svg width="1"><g viewBox="0 0 1 1"/>', null],
])('reads where %s lies', (svg, box) => {
  expect(parseViewBox(svg)).toEqual(box ?? (svg.includes('0,0,1,1') ? { x: 0, y: 0, width: 1, height: 1 } : null))
})
