import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

/** It is done: what has happened, and the way on. */
export function SignInNext({ children }: { children: ReactNode }) {
  return (
    <>
      <p role="status" className="text-body">
        {children}
      </p>
      <Button asChild variant="primary" size="large">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  )
}
