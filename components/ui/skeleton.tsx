import { cn } from './cn'

interface SkeletonProps {
  className?: string
  rounded?: 'rounded-control' | 'rounded-panel' | 'rounded-full'
}

/** Holds the place of what is loading; give it the final size. */
export function Skeleton({ className, rounded = 'rounded-control' }: SkeletonProps) {
  return <div aria-hidden className={cn('animate-breathe bg-hover', rounded, className)} />
}
