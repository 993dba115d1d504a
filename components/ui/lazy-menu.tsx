'use client'

import {
  type ComponentType,
  cloneElement,
  type LazyExoticComponent,
  type ReactElement,
  Suspense,
  useState,
} from 'react'
import { loadThen } from './load-then'

export interface LazyMenuProps {
  trigger: ReactElement<Record<string, unknown>>
  /** True when pressing the trigger is what loaded it. */
  defaultOpen: boolean
}

interface Props<Rest> {
  trigger: ReactElement<Record<string, unknown>>
  /** Renders a `DropdownMenu` with the trigger it is given. */
  menu: LazyExoticComponent<ComponentType<LazyMenuProps & Rest>>
  /** Starts loading it; called when the trigger is pointed at. */
  preload: () => Promise<unknown>
  rest: Rest
}

/** A menu whose code is loaded when it is first pointed at or opened; until then there is only its button. */
export function LazyMenu<Rest extends object>({ trigger, menu: Menu, preload, rest }: Props<Rest>) {
  const [asked, setAsked] = useState(false)
  const tryPreload = () => void preload().catch(() => undefined)
  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': asked,
    onPointerEnter: tryPreload,
    onFocus: tryPreload,
    onClick: () => void loadThen(preload, () => setAsked(true)),
  })
  if (!asked) return button
  return (
    <Suspense fallback={button}>
      <Menu trigger={trigger} defaultOpen {...rest} />
    </Suspense>
  )
}
