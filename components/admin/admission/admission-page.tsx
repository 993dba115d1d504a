import { TopBar } from '@/components/shell/top-bar'
import type { AdmissionDto } from '@/lib/features/auth/schema-admission'
import { StatusSection, UnreadSection } from '../status-section'
import { NetworksForm } from './networks-form'
import { RegistrationForm } from './registration-form'

interface AdmissionPageProps {
  /** Null: could not be read. */
  admission: AdmissionDto | null
  /** Whether the admin proves who they are by a code. */
  byCode: boolean
}

/** Who gets an account, what they become, and from where the instance can be used. */
export function AdmissionPage({ admission, byCode }: AdmissionPageProps) {
  const key = JSON.stringify(admission)
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Admission</h1>
      </TopBar>
      <main className="w-full max-w-176 flex-1 px-4 pb-24 sm:px-6 [&>section]:first:border-t-0">
        <StatusSection
          id="registration"
          title="Registration"
          description="Who may create an account, and what they become. Accounts that are there stay as they are."
        >
          {admission ? (
            <RegistrationForm key={key} admission={admission} byCode={byCode} />
          ) : (
            <UnreadSection what="The settings" />
          )}
        </StatusSection>
        <StatusSection
          id="networks"
          title="Networks"
          description="From where this AutoGraph can be used. Anybody elsewhere is refused at once, in open drawings too."
        >
          {admission ? (
            <NetworksForm key={key} admission={admission} byCode={byCode} />
          ) : (
            <UnreadSection what="The settings" />
          )}
        </StatusSection>
      </main>
    </>
  )
}
