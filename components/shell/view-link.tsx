'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * A link to a view of the dashboard. On the dashboard it only changes the address, so that a view that was seen before
 * appears at once; from elsewhere it is an ordinary link.
 */
export function ViewLink({ href, onClick, ...rest }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const onDashboard = usePathname() === '/diagrams'
  const stay = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (!onDashboard || elsewhere || event.defaultPrevented) return
    event.preventDefault()
    window.history.pushState(null, '', href)
    window.scrollTo(0, 0)
  }
  return <Link href={href} prefetch={false} onClick={stay} {...rest} />
}
