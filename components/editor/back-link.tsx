'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Tooltip } from '@/components/ui/tooltip'

/** Back to the dashboard, whose scripts and data are fetched when the link is pointed at, not while the editor loads. */
export function BackLink() {
  const router = useRouter()
  const prefetch = () => router.prefetch('/diagrams')
  return (
    <Tooltip label="All diagrams">
      <Link
        href="/diagrams"
        prefetch={false}
        onPointerEnter={prefetch}
        onFocus={prefetch}
        aria-label="Back to all diagrams"
        className="grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink"
      >
        <ArrowLeft className="size-4" />
      </Link>
    </Tooltip>
  )
}
