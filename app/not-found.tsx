import type { Metadata } from 'next'
import { AlertSign } from '@/components/ui/alert-sign'
import { Button } from '@/components/ui/button'
import { MessagePage } from '@/components/ui/message-page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFoundPage() {
  return (
    <MessagePage
      icon={<AlertSign />}
      title="There is nothing here, or you may not see it"
      actions={
        <Button asChild variant="primary">
          <a href="/diagrams">Go to your diagrams</a>
        </Button>
      }
    >
      Check the address. If someone sent you this link, ask them to share the diagram with you.
    </MessagePage>
  )
}
