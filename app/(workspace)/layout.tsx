import type { ReactNode } from 'react'
import { ShellFrame } from '@/app/shell-frame'
import { getPageUser } from '@/lib/http/get-page-user'

/** The frame of every page of someone who is signed in, but the editor's. Each page still asks who it is for. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  return <ShellFrame actor={await getPageUser('/diagrams')}>{children}</ShellFrame>
}
