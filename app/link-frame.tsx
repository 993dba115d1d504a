import type { ReactNode } from 'react'
import { AuthFrame } from '@/components/auth/auth-frame'
import { TextLink } from '@/components/auth/links/text-link'
import { makeSampleDrawing } from '@/components/auth/sample-drawing'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'

interface LinkFrameProps {
  title: string
  lead?: ReactNode
  children: ReactNode
}

/** The frame of the pages that links in mails lead to. */
export function LinkFrame({ title, lead, children }: LinkFrameProps) {
  return (
    <AuthFrame
      drawing={renderDocumentSvg(makeSampleDrawing(), { idPrefix: 'sample', padding: 12 }).svg}
      title={title}
      lead={lead}
      footer={<TextLink href="/sign-in">Back to sign in</TextLink>}
    >
      {children}
    </AuthFrame>
  )
}
