import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** An item of a list on the status page; opened, it shows more than its one line. */
export function DisclosureItem({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <li className="border-line border-t first:border-t-0">
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-2.5 px-4 py-3 transition-colors hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-faint transition-transform group-open:rotate-90"
          />
          {summary}
        </summary>
        {children}
      </details>
    </li>
  )
}
