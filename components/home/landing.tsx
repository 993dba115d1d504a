import Link from 'next/link'
import { Drawing } from '@/components/auth/drawing'
import { Button } from '@/components/ui/button'
import { Mark } from '@/components/ui/mark'

const facts = [
  {
    title: 'Saved means saved',
    text: 'A change is on disk before it is shown as saved and before anyone else sees it. It survives a crash of the server and of the database.',
  },
  {
    title: 'Drawn together',
    text: 'Open a diagram in two places and draw. Cursors and changes arrive as they happen, and what you draw offline is merged when you are back.',
  },
  {
    title: 'Only yours',
    text: 'It runs on your own machine and makes no request to any other: no telemetry, no licence server, no fonts from elsewhere.',
  },
]

interface LandingProps {
  /** The SVG of the drawing. */
  drawing: string
  /** False on a new instance, whose first account is still to be made. */
  hasAccounts: boolean
  registrationOpen: boolean
}

/** What AutoGraph is, for who is not signed in. */
export function Landing({ drawing, hasAccounts, registrationOpen }: LandingProps) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-300 flex-col px-6 sm:px-10">
      <header className="flex h-16 items-center justify-between">
        <Mark />
        <Button asChild variant="quiet">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </header>
      <main className="flex flex-1 flex-col justify-center gap-14 py-10 lg:gap-20">
        <div className="grid items-center gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-16">
          <div>
            <h1 className="max-w-120 text-balance font-semibold text-[2.5rem] leading-[1.1] tracking-[-0.03em] sm:text-[3rem]">
              Draw together, on your own server
            </h1>
            <p className="mt-5 max-w-110 text-pretty text-lead text-muted">
              AutoGraph is an open canvas for architecture, flows and everything you would put on a whiteboard. You host
              it, your team draws in it, and nothing is lost.
            </p>
            <div className="mt-8 flex flex-wrap gap-3">
              <StartButton hasAccounts={hasAccounts} registrationOpen={registrationOpen} />
            </div>
          </div>
          <Drawing svg={drawing} className="max-lg:max-w-140" />
        </div>
        <ul className="grid gap-8 border-line border-t pt-8 sm:grid-cols-3">
          {facts.map(({ title, text }) => (
            <li key={title}>
              <h2 className="font-medium text-body">{title}</h2>
              <p className="mt-1.5 text-pretty text-body text-muted">{text}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className="flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-t py-5 text-meta text-muted">
        <span>Open source under the MIT licence</span>
        <Link href="/docs/api" className="underline-offset-2 hover:text-ink hover:underline">
          API
        </Link>
      </footer>
    </div>
  )
}

function StartButton({ hasAccounts, registrationOpen }: Omit<LandingProps, 'drawing'>) {
  const [href, label] = !hasAccounts
    ? ['/register', 'Create the first account']
    : registrationOpen
      ? ['/register', 'Create an account']
      : ['/sign-in', 'Sign in']
  return (
    <Button asChild variant="primary" size="large">
      <Link href={href}>{label}</Link>
    </Button>
  )
}
