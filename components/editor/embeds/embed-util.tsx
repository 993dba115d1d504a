import { EmbedShapeUtil, HTMLContainer, type TLEmbedResult, type TLEmbedShape } from 'tldraw'
import { findEmbed } from '@/lib/features/embeds/pure/find-embed'
import { computeDefinition } from './compute-definition'
import { EmbedFrame } from './embed-frame'

/**
 * tldraw's embed with our own rule for what may be shown: its own compares parts of names. Everything that asks whether an
 * address can be embedded (paste, menus, resizing) asks here.
 */
export class DiagramEmbedUtil extends EmbedShapeUtil {
  override options = { isOn: true }

  override getEmbedDefinitions() {
    return []
  }

  override getEmbedDefinition(url: string): TLEmbedResult {
    const embed = this.options.isOn ? findEmbed(url) : null
    return embed ? { definition: computeDefinition(embed), url, embedUrl: embed.frameUrl } : undefined
  }

  override component(shape: TLEmbedShape) {
    const embed = this.options.isOn ? findEmbed(shape.props.url) : null
    return (
      <HTMLContainer className="tl-embed-container" id={shape.id}>
        <EmbedFrame shape={shape} embed={embed} />
      </HTMLContainer>
    )
  }
}

/** Two of them, made once, because tldraw mounts anew when they change. */
export const embedUtils = {
  on: [DiagramEmbedUtil],
  off: [DiagramEmbedUtil.configure({ isOn: false })],
}
