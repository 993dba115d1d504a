import { useEffect } from 'react'
import { type TLEmbedShape, toDomPrecision, useIsEditing, useSvgExportContext, useValue } from 'tldraw'
import type { Embed } from '@/lib/features/embeds/pure/find-embed'
import { EmbedCard } from './embed-card'
import { showEmbed, shownEmbeds } from './shown-embeds'

/** Scripts of another origin in a frame of their own: no way to ours, to the top of the page, or to its window. */
const sandbox = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-presentation',
].join(' ')

interface EmbedFrameProps {
  shape: TLEmbedShape
  /** Null for an address that may not be shown. */
  embed: Embed | null
}

/** A page of another site, once this person has asked for it; until then a card that says whose it is. */
export function EmbedFrame({ shape, embed }: EmbedFrameProps) {
  const isExport = useSvgExportContext() !== null
  const isEditing = useIsEditing(shape.id)
  const isShown = useValue('is shown', () => shownEmbeds.get().has(shape.id), [shape.id])
  useEffect(() => {
    if (isEditing && embed) showEmbed(shape.id)
  }, [isEditing, embed, shape.id])
  if (!embed || !isShown || isExport) return <EmbedCard shape={shape} embed={embed} />
  return (
    <iframe
      className="tl-embed autograph-embed"
      title={embed.service.title}
      sandbox={sandbox}
      // The origin and no more: players ask who shows them, and an address of ours is nobody's business.
      referrerPolicy="strict-origin-when-cross-origin"
      allow="fullscreen; picture-in-picture; encrypted-media"
      loading="lazy"
      src={embed.frameUrl}
      width={toDomPrecision(shape.props.w)}
      height={toDomPrecision(shape.props.h)}
      draggable={false}
      tabIndex={isEditing ? 0 : -1}
      data-interactive={isEditing}
    />
  )
}
