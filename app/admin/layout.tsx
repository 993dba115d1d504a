import type { ReactNode } from 'react'
import { ShellFrame } from '@/app/shell-frame'
import { getPageAdmin } from '@/lib/http/get-page-admin'

/** Each page still asks who it is for. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  return <ShellFrame actor={await getPageAdmin()}>{children}</ShellFrame>
}
