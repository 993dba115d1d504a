import type { ReactNode } from 'react'

interface SectionProps {
  id: string
  title: string
  description: string
  children: ReactNode
}

/** One subject of the settings; it saves by itself. */
export function Section({ id, title, description, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="border-line border-t py-8 first:border-t-0 first:pt-0">
      <h2 id={id} className="font-semibold text-lead">
        {title}
      </h2>
      <p className="mt-0.5 text-body text-muted">{description}</p>
      <div className="mt-5">{children}</div>
    </section>
  )
}
