import type { ReactNode } from 'react'

interface StatusSectionProps {
  /** Its anchor in the address. */
  id: string
  title: string
  /** One sentence: what one sees here. */
  description: string
  /** Stands beside the title, e.g. a filter. */
  aside?: ReactNode
  children: ReactNode
}

/** One subject of the status page. */
export function StatusSection({ id, title, description, aside, children }: StatusSectionProps) {
  return (
    <section aria-labelledby={id} className="border-line border-t py-8 first-of-type:border-t-0">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id={id} className="scroll-mt-28 font-semibold text-lead">
            {title}
          </h2>
          <p className="mt-0.5 text-body text-muted">{description}</p>
        </div>
        {aside}
      </div>
      <div className="mt-5">{children}</div>
    </section>
  )
}

/** In place of what could not be read. */
export function UnreadSection({ what }: { what: string }) {
  return (
    <p role="alert" className="rounded-control bg-unknown-soft px-3 py-2.5 text-ink text-meta">
      {what} cannot be read now; the database may be down. The log says why, and this page tries again by itself.
    </p>
  )
}
