import { cn } from '@/components/ui/cn'

/**
 * A picture that the server draws, in the colours on screen. Two images, of which the hidden one is never loaded: they
 * follow the theme without a script, from the first paint on.
 */
export function ThemedPicture({ src, className }: { src: (theme: 'light' | 'dark') => string; className?: string }) {
  return (
    <span className={cn('block overflow-hidden bg-paper', className)}>
      <Picture src={src('light')} className="dark:hidden" />
      <Picture src={src('dark')} className="hidden dark:block" />
    </span>
  )
}

function Picture({ src, className }: { src: string; className: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: it has the size it is shown in, and next/image needs a script
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
