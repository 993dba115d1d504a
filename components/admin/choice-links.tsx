import Link from 'next/link'
import { cn } from '@/components/ui/cn'

interface ChoiceLinksProps {
  label: string
  choices: readonly { label: string; href: string; current: boolean }[]
}

/** A choice that is kept in the address. */
export function ChoiceLinks({ label, choices }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-0.5">
      {choices.map((choice) => (
        <Link
          key={choice.label}
          href={choice.href}
          scroll={false}
          prefetch={false}
          aria-current={choice.current ? 'true' : undefined}
          className={cn(
            'rounded-control px-2.5 py-1.5 text-meta transition-colors hover:bg-hover hover:text-ink',
            choice.current ? 'bg-hover font-medium text-ink' : 'text-muted',
          )}
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  )
}
