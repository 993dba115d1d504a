import type { Metadata } from 'next'
import { AdmissionPage } from '@/components/admin/admission/admission-page'
import { showAdmission } from '@/lib/features/auth/admission/get-admission'
import { getFactors } from '@/lib/features/auth/factors/get-factors'
import { findPageAddress } from '@/lib/http/find-page-actor'
import { getPageAdmin } from '@/lib/http/get-page-admin'
import { readForPage } from '@/lib/http/read-for-page'

export const metadata: Metadata = { title: 'Admission' }

export default async function AdminAdmissionPage() {
  const actor = await getPageAdmin()
  const address = await findPageAddress()
  const [admission, factors] = await Promise.all([
    readForPage('admission', () => showAdmission({ actor, address })),
    readForPage('second factor', () => getFactors({ actor })),
  ])
  return <AdmissionPage admission={admission} byCode={Boolean(factors?.totp)} />
}
