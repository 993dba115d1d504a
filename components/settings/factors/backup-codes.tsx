'use client'

import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Shown this once. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const copy = () =>
    void navigator.clipboard.writeText(codes.join('\n')).then(
      () => toast.success('The backup codes are copied.'),
      () => toast.error('Your browser did not allow copying. Select the codes and copy them yourself.'),
    )
  return (
    <section aria-label="Backup codes" className="w-full rounded-panel border border-line bg-panel p-4">
      <p className="font-medium">Keep these backup codes</p>
      <p className="mt-0.5 text-meta text-muted">
        Each signs you in once when you do not have your app. They are not shown again.
      </p>
      <ul className="mt-3 grid select-text gap-x-6 gap-y-1 font-mono text-meta sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-4 flex gap-2">
        <Button onClick={copy}>Copy</Button>
        <Button variant="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </section>
  )
}
