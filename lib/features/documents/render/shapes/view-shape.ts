import type { Canvas } from '../canvas'
import type { Scene, SceneShape } from '../scene'
import type { View, Views } from '../view'
import { viewArrow } from './view-arrow'
import { viewCard } from './view-card'
import { viewFrame } from './view-frame'
import { viewGeo } from './view-geo'
import { viewGroup } from './view-group'
import { viewImage } from './view-image'
import { viewHighlight, viewInk } from './view-ink'
import { viewLine } from './view-line'
import { viewNote } from './view-note'
import { viewText } from './view-text'

type MakeView = (shape: SceneShape) => View

const nothing: View = { bounds: { x: 0, y: 0, w: 0, h: 0 }, outlines: [], draw: () => '' }

/** The views of one picture, each made once; a type we do not know shows nothing. */
export function createViews(scene: Scene, canvas: Canvas): Views {
  const made = new Map<string, View>()
  const views: Views = {
    of(shape) {
      const known = made.get(shape.id)
      if (known) return known
      // An arrow may be bound to the group that holds it: whoever asks while a view is being made sees nothing there.
      made.set(shape.id, nothing)
      const make = Object.hasOwn(makers, shape.type) ? makers[shape.type] : undefined
      const view = make ? make(shape) : nothing
      made.set(shape.id, view)
      return view
    },
    find(id) {
      const shape = scene.shapes.get(id)
      return shape ? { shape, view: views.of(shape) } : null
    },
  }
  const makers: Record<string, MakeView> = {
    geo: (shape) => viewGeo(shape, canvas),
    text: (shape) => viewText(shape, canvas),
    note: (shape) => viewNote(shape, canvas),
    line: (shape) => viewLine(shape, canvas),
    draw: (shape) => viewInk(shape, canvas),
    highlight: (shape) => viewHighlight(shape, canvas),
    frame: (shape) => viewFrame(shape, canvas),
    group: (shape) => viewGroup(shape, views),
    arrow: (shape) => viewArrow(shape, canvas, scene, views),
    image: (shape) => viewImage(shape, canvas, scene),
    video: (shape) => viewCard(shape, 'video', canvas, scene),
    bookmark: (shape) => viewCard(shape, 'bookmark', canvas, scene),
    embed: (shape) => viewCard(shape, 'embed', canvas, scene),
  }
  return views
}
