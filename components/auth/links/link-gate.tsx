'use client'

import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from './text-link'
import { type OpenLink, useLink } from './use-link'

interface LinkGateProps {
  children: (link: OpenLink) => ReactNode
  /** Where one gets another link; none when only an admin gives one. */
  again?: { href: string; label: string }
}

/** What a page for links shows once it knows that the link works. */
export function LinkGate({ children, again }: LinkGateProps) {
  const found = useLink()
  if (found.state === 'reading') {
    return (
      <div aria-busy="true" className="flex flex-col gap-4">
        <span role="status" className="sr-only">
          Looking at the link
        </span>
        <Skeleton className="h-14" />
        <Skeleton className="h-10" />
      </div>
    )
  }
  if (found.state === 'open') return children(found.link)
  return (
    <>
      <Notice tone="error">{found.message}</Notice>
      {again ? (
        <p>
          <TextLink href={again.href}>{again.label}</TextLink>
        </p>
      ) : null}
    </>
  )
}
