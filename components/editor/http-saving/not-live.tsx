import { UsersRound } from 'lucide-react'
import { toast } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'

const sentence =
  'This server holds no live connection, so nobody sees who else is here. Your changes are saved every few seconds, and those of others appear within 15 seconds.'

/** In the place of the people who are here, where nobody can know. */
export function NotLive() {
  return (
    <Tooltip label={sentence}>
      <button
        type="button"
        onClick={() => toast('Not live', { id: 'not-live', description: sentence, duration: 10_000 })}
        className="flex h-7 items-center gap-1.5 rounded-control px-1.5 text-meta text-muted hover:bg-hover"
      >
        <UsersRound aria-hidden className="size-4" />
        <span className="max-sm:sr-only">Not live</span>
      </button>
    </Tooltip>
  )
}
