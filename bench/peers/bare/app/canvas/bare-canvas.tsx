'use client'
import { getAssetUrls } from '@tldraw/assets/selfHosted'
import { Tldraw } from 'tldraw'
import 'tldraw/tldraw.css'
import { makeShapes } from '../../../../make-shapes'

const assetUrls = getAssetUrls({ baseUrl: '/tldraw' })

export function BareCanvas({ shapes }: { shapes: number }) {
  return (
    <div style={{ position: 'fixed', inset: 0 }}>
      <Tldraw assetUrls={assetUrls} onMount={(editor) => void editor.createShapes(makeShapes(shapes))} />
    </div>
  )
}
