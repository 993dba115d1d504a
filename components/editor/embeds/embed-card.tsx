import { AppWindow, ExternalLink } from 'lucide-react'
import { stopEventPropagation, type TLEmbedShape } from 'tldraw'
import { Button } from '@/components/ui/button'
import type { Embed } from '@/lib/features/embeds/pure/find-embed'
import { showEmbed } from './shown-embeds'

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')

/** Where a click would go to the canvas, which drags what it is on. */
const own = { onPointerDown: stopEventPropagation, onPointerUp: stopEventPropagation, onTouchEnd: stopEventPropagation }

/** Stands where a page of another site can be shown, and says who would be asked for it. */
export function EmbedCard({ shape, embed }: { shape: TLEmbedShape; embed: Embed | null }) {
  const { url } = shape.props
  const link = /^https?:/.test(url) ? url : null
  const { w, h } = shape.props
  const hasRoom = w >= 180 && h >= 120
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 overflow-hidden rounded-panel border border-line bg-panel p-4 text-center text-ink">
      <AppWindow aria-hidden className="size-6 shrink-0 text-muted" strokeWidth={1.5} />
      <p className="max-w-full truncate font-medium text-body">{embed?.service.title ?? (hostOf(url) || 'Embed')}</p>
      {hasRoom ? (
        <>
          <p className="max-w-full text-pretty text-meta text-muted">
            {embed ? `Showing it asks ${hostOf(embed.frameUrl)}.` : 'Pages of this address are not shown in diagrams.'}
          </p>
          {embed ? (
            <Button size="small" className="pointer-events-auto mt-1" {...own} onClick={() => showEmbed(shape.id)}>
              Show
            </Button>
          ) : link ? (
            <Button asChild size="small" className="pointer-events-auto mt-1">
              <a href={link} target="_blank" rel="noopener noreferrer" {...own}>
                <ExternalLink aria-hidden />
                Open in a new tab
              </a>
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
