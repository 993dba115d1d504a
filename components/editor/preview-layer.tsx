import { type Box, fitInsets, minZoom } from './fit-camera'

interface PreviewLayerProps {
  svg: string
  bounds: Box
}

/**
 * The picture of the diagram as the server has it, on screen before any script runs. CSS alone puts it where the editor's
 * first camera will show the same shapes: see `computeFitCamera`.
 */
export function PreviewLayer({ svg, bounds }: PreviewLayerProps) {
  const { top, right, bottom, left } = fitInsets
  return (
    <div
      aria-hidden
      data-testid="preview"
      className="pointer-events-none absolute inset-0 grid select-none place-items-center overflow-hidden"
      style={{ padding: `${top}px ${right}px ${bottom}px ${left}px` }}
    >
      <div
        className="size-full [&>svg]:block [&>svg]:size-full [&>svg]:overflow-visible"
        style={{
          maxWidth: bounds.width,
          maxHeight: bounds.height,
          minWidth: bounds.width * minZoom,
          minHeight: bounds.height * minZoom,
        }}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: written by our own renderer, which escapes every text
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </div>
  )
}
