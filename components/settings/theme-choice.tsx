'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { getTheme, setTheme, watchTheme } from '@/lib/client/theme'
import { parseTheme, type Theme } from '@/lib/core/theme'

const choices = [
  { theme: 'system', label: 'Same as system', Icon: Monitor },
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
] as const

/** Applies at once; kept in this browser. `initial` is what the server saw, so that nothing jumps. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(watchTheme, getTheme, () => initial)
  return (
    <RadioGroup.Root
      aria-label="Theme"
      value={theme}
      onValueChange={(value) => setTheme(parseTheme(value))}
      className="grid gap-2 sm:grid-cols-3"
    >
      {choices.map(({ theme: value, label, Icon }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          className="flex h-11 items-center gap-2.5 rounded-control border border-line-strong/60 bg-panel px-3 text-body transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft [&_svg]:size-4 [&_svg]:text-muted data-[state=checked]:[&_svg]:text-accent"
        >
          <Icon aria-hidden />
          {label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
