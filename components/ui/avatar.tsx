import { cn } from './cn'

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

/** Decorative: the name stands beside it, or is given to the control around it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-7 shrink-0 select-none items-center justify-center rounded-full bg-accent-soft font-medium text-accent text-caption',
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
