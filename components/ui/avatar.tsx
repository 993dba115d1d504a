'use client'

import { useState } from 'react'
import { cn } from './cn'

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

interface AvatarProps {
  name: string
  /** Where a picture of them is, if there is one. */
  src?: string
  size?: 'small' | 'large'
}

const sizes = { small: 'size-7 text-caption', large: 'size-16 text-title' }

/** Initials, and the picture over them once it is there. Decorative: the name stands beside it, or is given to the control around it. */
export function Avatar({ name, src, size = 'small' }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'relative inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-full bg-accent-soft font-medium text-accent',
        sizes[size],
      )}
    >
      {initials(name)}
      {src ? <AvatarPicture key={src} src={src} /> : null}
    </span>
  )
}

/** Nothing until it has loaded, since who has no picture is answered with none. */
export function AvatarPicture({ src }: { src: string }) {
  const [isThere, setThere] = useState(false)
  return (
    // biome-ignore lint/performance/noImgElement: small already, and for who is signed in only
    <img
      // It may have loaded before this component ran.
      ref={(image) => {
        if (image?.complete && image.naturalWidth > 0) setThere(true)
      }}
      src={src}
      alt=""
      draggable={false}
      onLoad={() => setThere(true)}
      className={cn('absolute inset-0 size-full bg-panel object-cover', !isThere && 'opacity-0')}
    />
  )
}
