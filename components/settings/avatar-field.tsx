'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { noteAvatarChanged, useOwnAvatarUrl } from '@/components/ui/use-own-avatar-url'
import { api } from '@/lib/client/api'
import type { AccountDto } from '@/lib/features/auth/schema'
import { cropSquare } from './crop-square'

/** The picture of oneself: chosen, shown, removed. */
export function AvatarField({ account, hasPicture }: { account: AccountDto; hasPicture: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const [isThere, setThere] = useState(hasPicture)
  const src = useOwnAvatarUrl(account.id)
  const { mutate: send, isPending: isSending } = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData()
      form.set('file', await cropSquare(file), 'avatar.png')
      await api.post('/api/account/avatar', form)
    },
    onSuccess: () => {
      setThere(true)
      noteAvatarChanged()
      toast.success('Your picture is changed.')
    },
    onError: (error) => toast.error(error.message),
  })
  const { mutate: remove, isPending: isRemoving } = useMutation({
    mutationFn: () => api.delete('/api/account/avatar'),
    onSuccess: () => {
      setThere(false)
      noteAvatarChanged()
      toast.success('Your picture is removed.')
    },
    onError: (error) => toast.error(error.message),
  })
  return (
    <div className="flex items-center gap-4">
      <Avatar name={account.name} src={src} size="large" />
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap gap-2">
          <Button busy={isSending} onClick={() => input.current?.click()}>
            Choose picture
          </Button>
          {isThere ? (
            <Button variant="quiet" busy={isRemoving} onClick={() => remove()}>
              Remove picture
            </Button>
          ) : null}
        </div>
        <p className="text-meta text-muted">
          Everybody with an account here sees it. Without one they see your initials.
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label="Picture of yourself"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) send(file)
        }}
      />
    </div>
  )
}
