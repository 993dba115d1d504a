import Link from 'next/link'
import type { ReactNode } from 'react'

export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="font-medium text-accent underline-offset-2 hover:underline">
    {children}
  </Link>
)
