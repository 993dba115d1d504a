import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { QueryProvider } from '@/lib/client/query-provider'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-160 px-6 pt-6 pb-20">
      <nav aria-label="Way back">
        <Link
          href="/diagrams"
          className="-ml-2 inline-flex h-8 items-center gap-2 rounded-control px-2 text-meta text-muted hover:bg-hover hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> Diagrams
        </Link>
      </nav>
      <main className="mt-6">
        <QueryProvider>{children}</QueryProvider>
      </main>
    </div>
  )
}
