import Link from 'next/link'
import { Mark as Sign } from '@/components/ui/mark'

/** The product's name, leading to the workspace. */
export function Mark() {
  return (
    <Link href="/diagrams" className="inline-flex rounded-control px-1">
      <Sign />
    </Link>
  )
}
