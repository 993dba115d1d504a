import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

/**
 * The picture of a diagram in the colours on screen. Two images, of which the hidden one is never loaded: they follow the
 * theme without a script, from the first paint on.
 */
export function Thumbnail({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const source = (theme: 'light' | 'dark') =>
    `/api/diagrams/${diagram.id}/thumbnail?theme=${theme}&etag=${encodeURIComponent(diagram.etag)}`
  return (
    <span className={cn('block overflow-hidden bg-paper', className)}>
      <ThumbnailImage src={source('light')} className="dark:hidden" />
      <ThumbnailImage src={source('dark')} className="hidden dark:block" />
    </span>
  )
}

function ThumbnailImage({ src, className }: { src: string; className: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: next/image would rasterise a picture that is vectors already
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className={cn('size-full object-cover', className)}
    />
  )
}
