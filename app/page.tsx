import { redirect } from 'next/navigation'
import { makeSampleDrawing } from '@/components/auth/sample-drawing'
import { Landing } from '@/components/home/landing'
import { hasAccounts, isRegistrationOpen } from '@/lib/features/auth/register-account'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import { findPageActor } from '@/lib/http/find-page-actor'

export default async function HomePage() {
  if ((await findPageActor()).type === 'user') redirect('/diagrams')
  const [anyone, registrationOpen] = await Promise.all([hasAccounts(), isRegistrationOpen()])
  const { svg } = renderDocumentSvg(makeSampleDrawing(), { idPrefix: 'sample', padding: 12 })
  return <Landing drawing={svg} hasAccounts={anyone} registrationOpen={registrationOpen} />
}
