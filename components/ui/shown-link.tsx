'use client'

import { Copy } from 'lucide-react'
import { Button } from './button'
import { Input } from './input'
import { toast } from './toast'

/** A link that is said once, to hand to somebody. */
export function ShownLink({ url, email }: { url: string; email: string }) {
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => toast.success('The link is copied.'),
      () => toast.error('Your browser did not let us copy it. Select it and copy it yourself.'),
    )
  return (
    <div className="flex w-full items-center gap-2" role="status">
      <Input
        readOnly
        autoFocus
        value={url}
        aria-label={`Link for ${email}`}
        className="font-mono text-meta"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="field" onClick={copy}>
        <Copy aria-hidden /> Copy
      </Button>
    </div>
  )
}
