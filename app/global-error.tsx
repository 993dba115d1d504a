'use client'

import './globals.css'
import { useEffect } from 'react'
import { AlertSign } from '@/components/ui/alert-sign'
import { Button } from '@/components/ui/button'
import { MessagePage } from '@/components/ui/message-page'
import { reportError } from '@/lib/client/report-error'

/** Stands in for the whole page, layout included. Its buttons are links: they work even where scripts do not. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    if (!error.digest) reportError(error, 'boundary')
  }, [error])
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · AutoGraph</title>
      </head>
      <body>
        <MessagePage
          icon={<AlertSign />}
          title="AutoGraph could not be loaded"
          reference={error.digest}
          actions={
            <Button asChild variant="primary">
              <a href="/diagrams">Try again</a>
            </Button>
          }
        >
          The server met an error. Everything that was shown as saved is safe.
        </MessagePage>
      </body>
    </html>
  )
}
