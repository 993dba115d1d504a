import type { Canvas } from '../canvas'
import { cornersOf } from '../geometry/bounds'
import type { Scene, SceneShape } from '../scene'
import type { View } from '../view'
import { drawCard } from './draw-card'

const iconOf = { video: 'video', bookmark: 'link', embed: 'embed' } as const

export type CardType = keyof typeof iconOf

/** Videos, bookmarks and embeds: a tidy card of the same size with what it is. */
export function viewCard({ id, props }: SceneShape, type: CardType, canvas: Canvas, scene: Scene): View {
  const bounds = { x: 0, y: 0, w: props.number('w', 300, { min: 1 }), h: props.number('h', 200, { min: 1 }) }
  return {
    bounds,
    outlines: [{ points: cornersOf(bounds), closed: true }],
    draw: () => {
      const asset = scene.assets.get(props.text('assetId'))
      const title = asset?.text('title') || asset?.text('name') || readHost(props.text('url'))
      return drawCard({ id, bounds, icon: iconOf[type], title }, canvas)
    },
  }
}

function readHost(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
