import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/mark'
import { Drawing } from './drawing'

interface AuthFrameProps {
  /** The SVG of the drawing on the left. */
  drawing: string
  title: string
  lead?: ReactNode
  children: ReactNode
  /** The way to the other page. */
  footer?: ReactNode
}

/** Sign in and register: one column of 360 px, and beside it, where there is room, a drawing. */
export function AuthFrame({ drawing, title, lead, children, footer }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(480px,42%)]">
      <div className="hidden place-items-center overflow-hidden border-line border-r bg-sunken p-12 lg:grid">
        <Drawing svg={drawing} className="w-full max-w-180" />
      </div>
      <div className="flex flex-col px-6 py-8 sm:px-10">
        <header>
          <Link href="/" className="inline-flex rounded-control">
            <Mark />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-90 flex-1 flex-col justify-center py-12">
          <h1 className="font-semibold text-display">{title}</h1>
          {lead ? <p className="mt-1.5 text-body text-muted">{lead}</p> : null}
          <div className="mt-7 flex flex-col gap-4">{children}</div>
          {footer ? <p className="mt-6 text-body text-muted">{footer}</p> : null}
        </main>
      </div>
    </div>
  )
}
