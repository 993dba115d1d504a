import { cn } from '@/components/ui/cn'

interface CodeBlockProps {
  label: string
  children: string
  /** Long lines are broken, not scrolled to. */
  wrap?: boolean
}

/** Text from a machine, as it is; what does not fit is scrolled to, by keyboard as well. */
export function CodeBlock({ label, children, wrap }: CodeBlockProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-control border border-line bg-panel p-3"
    >
      <pre className={cn('font-mono text-caption', wrap && 'whitespace-pre-wrap break-words')}>{children}</pre>
    </section>
  )
}
