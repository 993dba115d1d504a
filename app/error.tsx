'use client'

import { useEffect } from 'react'
import { AlertSign } from '@/components/ui/alert-sign'
import { Button } from '@/components/ui/button'
import { MessagePage } from '@/components/ui/message-page'
import { ApiError } from '@/lib/client/api-error'
import { reportError } from '@/lib/client/report-error'

interface ErrorPageProps {
  error: Error & { digest?: string }
  /** Asks the server again. */
  retry: () => void
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const isOurs = error instanceof ApiError
  useEffect(() => {
    document.title = 'Something went wrong · AutoGraph'
  }, [])
  // What has a digest failed on the server, which has filed it.
  useEffect(() => {
    if (!error.digest) reportError(error, 'boundary')
  }, [error])
  return (
    <MessagePage
      icon={<AlertSign />}
      title="This page could not be loaded"
      reference={isOurs ? error.correlationId : error.digest}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <Button asChild>
            <a href="/diagrams">Go to your diagrams</a>
          </Button>
        </>
      }
    >
      {isOurs
        ? error.message
        : 'The server met an error, or cannot reach its database. Everything that was shown as saved is safe.'}
    </MessagePage>
  )
}
