'use client'

import { Copy } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { CreatedKeyDto } from '@/lib/features/api-keys/schema'

/** The only time that a key is seen. */
export function NewKey({ apiKey, onDone }: { apiKey: CreatedKeyDto; onDone: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(apiKey.key).then(
      () => toast.success('The key is copied.'),
      () => toast.error('Your browser did not let us copy it. Select it and copy it yourself.'),
    )
  return (
    <div className="flex flex-col gap-3 rounded-panel border border-line bg-panel p-4">
      <p role="status" className="text-body">
        This is the key for <strong className="break-words font-medium">{apiKey.name}</strong>. Copy it now: it is not
        shown again.
      </p>
      <div className="flex items-center gap-2">
        <Input
          readOnly
          autoFocus
          aria-label="API key"
          value={apiKey.key}
          className="font-mono text-meta"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button size="field" onClick={copy}>
          <Copy aria-hidden /> Copy
        </Button>
      </div>
      <p className="text-meta text-muted">
        Programs send it as <code className="font-mono">Authorization: Bearer {apiKey.prefix}…</code>
      </p>
      <div>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </div>
  )
}
