import type { Canvas } from '../canvas'
import { type Bounds, cornersOf } from '../geometry/bounds'
import type { Scene, SceneShape } from '../scene'
import { isRecord, type Props, toNumber, toPoint } from '../shape-record'
import { element } from '../svg'
import type { View } from '../view'
import { drawCard } from './draw-card'

export function viewImage({ id, props }: SceneShape, canvas: Canvas, scene: Scene): View {
  const bounds = { x: 0, y: 0, w: props.number('w', 100, { min: 1 }), h: props.number('h', 100, { min: 1 }) }
  const assetId = props.text('assetId')
  return {
    bounds,
    outlines: [{ points: cornersOf(bounds), closed: true }],
    draw: () => {
      const src = scene.assets.get(assetId)?.text('src') ?? ''
      const href = src === '' ? null : canvas.resolveImage({ id: assetId, src })
      if (!href) return drawCard({ id, bounds, icon: 'image', title: '' }, canvas)
      return drawImage(href, bounds, props, canvas)
    },
  }
}

interface Crop {
  left: number
  top: number
  w: number
  h: number
  isCircle: boolean
}

function drawImage(href: string, { w, h }: Bounds, props: Props, canvas: Canvas): string {
  const crop = readCrop(props.raw('crop'))
  const [fullW, fullH] = crop ? [w / crop.w, h / crop.h] : [w, h]
  const place = { x: crop ? -crop.left * fullW : 0, y: crop ? -crop.top * fullH : 0, width: fullW, height: fullH }
  const image = element('image', { href, ...place, preserveAspectRatio: 'none' })
  const [flipX, flipY] = [props.flag('flipX'), props.flag('flipY')]
  const flip = `translate(${flipX ? w : 0} ${flipY ? h : 0}) scale(${flipX ? -1 : 1} ${flipY ? -1 : 1})`
  const turned = flipX || flipY ? element('g', { transform: flip }, image) : image
  if (!crop) return turned
  const circle = element('ellipse', { cx: w / 2, cy: h / 2, rx: w / 2, ry: h / 2 })
  const window = crop.isCircle ? circle : element('rect', { width: w, height: h })
  return element('g', { 'clip-path': canvas.clip(window) }, turned)
}

function readCrop(value: unknown): Crop | null {
  if (!isRecord(value)) return null
  const [a, b] = [toPoint(value.topLeft), toPoint(value.bottomRight)]
  if (!a || !b) return null
  const [left, top] = [toNumber(a.x, 0, 0, 1), toNumber(a.y, 0, 0, 1)]
  const [right, bottom] = [toNumber(b.x, 1, 0, 1), toNumber(b.y, 1, 0, 1)]
  return right - left < 0.001 || bottom - top < 0.001
    ? null
    : { left, top, w: right - left, h: bottom - top, isCircle: value.isCircle === true }
}
