import { cn } from '@/components/ui/cn'

/** A drawing as the product's own renderer made it, which escapes everything a document says; only decoration here. */
export function Drawing({ svg, className }: { svg: string; className?: string }) {
  return (
    <div
      aria-hidden
      className={cn('[&_svg]:h-auto [&_svg]:max-h-[80dvh] [&_svg]:w-full', className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: no one else's text is in it
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  )
}
