import type { ReactNode } from 'react'

interface MessagePageProps {
  icon: ReactNode
  title: string
  children: ReactNode
  actions: ReactNode
  /** What to quote when asking for help. */
  reference?: string
}

/** A whole page that says one thing: not found, failed. */
export function MessagePage({ icon, title, children, actions, reference }: MessagePageProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex max-w-100 flex-col items-start gap-3">
        <span aria-hidden className="text-muted [&_svg]:size-7 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
        <h1 className="text-balance font-semibold text-title">{title}</h1>
        <p className="text-body text-muted">{children}</p>
        <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
        {reference ? (
          <p className="mt-3 text-caption text-muted">
            Reference for your administrator: <code className="select-all font-mono text-ink">{reference}</code>
          </p>
        ) : null}
      </div>
    </main>
  )
}
