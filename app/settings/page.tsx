import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ApiKeyList } from '@/components/settings/api-key-list'
import { AvatarField } from '@/components/settings/avatar-field'
import { EmailForm } from '@/components/settings/email-form'
import { TwoStepSettings } from '@/components/settings/factors/two-step-settings'
import { PasswordForm } from '@/components/settings/password-form'
import { DeleteAccount } from '@/components/settings/privacy/delete-account'
import { ExportData } from '@/components/settings/privacy/export-data'
import { ProfileForm } from '@/components/settings/profile-form'
import { Section } from '@/components/settings/section'
import { SessionList } from '@/components/settings/session-list'
import { ThemeChoice } from '@/components/settings/theme-choice'
import { parseTheme, themeCookie } from '@/lib/core/theme'
import { listKeys } from '@/lib/features/api-keys/list-keys'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'
import { getFactors } from '@/lib/features/auth/factors/get-factors'
import { getAccount } from '@/lib/features/auth/get-account'
import { isEmailVerified } from '@/lib/features/auth/is-email-verified'
import { listSessions } from '@/lib/features/auth/list-sessions'
import { findAvatar } from '@/lib/features/avatars/find-avatar'
import { previewDeletion } from '@/lib/features/privacy/preview-deletion'
import { getPageUser } from '@/lib/http/get-page-user'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const actor = await getPageUser('/settings')
  const [{ items }, factors, keys, isVerified, leaving, avatar, cookieStore] = await Promise.all([
    listSessions({ actor }),
    getFactors({ actor }),
    listKeys({ actor }),
    isEmailVerified({ actor }),
    previewDeletion({ actor }),
    findAvatar({ actor, userId: actor.id }),
    cookies(),
  ])
  return (
    <>
      <h1 className="mb-8 font-semibold text-display">Settings</h1>
      <div>
        <Section id="profile" title="Profile" description="Who you are to the people you draw with.">
          <div className="mb-6">
            <AvatarField account={getAccount({ actor })} hasPicture={avatar !== null} />
          </div>
          <ProfileForm account={getAccount({ actor })} />
        </Section>
        <Section id="theme" title="Theme" description="Kept in this browser.">
          <ThemeChoice initial={parseTheme(cookieStore.get(themeCookie)?.value)} />
        </Section>
        <Section
          id="email"
          title="E-mail address"
          description="You sign in with it, and get what concerns your account."
        >
          <EmailForm email={actor.email} isVerified={isVerified} mail={isMailSetUp()} byCode={factors.totp !== null} />
        </Section>
        <Section id="password" title="Password" description="A new one signs out every other browser.">
          <PasswordForm account={getAccount({ actor })} minPasswordLength={getMinPasswordLength()} />
        </Section>
        <Section
          id="two-step"
          title="Two-step sign-in"
          description="After your password you enter a code from an authenticator app on your phone."
        >
          <TwoStepSettings factors={factors} />
        </Section>
        <Section
          id="sessions"
          title="Where you are signed in"
          description="Signing a browser out takes effect at once, also in diagrams it has open."
        >
          <SessionList initial={items} />
        </Section>
        <Section
          id="api-keys"
          title="API keys"
          description="For programs that act in your name, without your password."
        >
          <ApiKeyList initial={keys.items} isAdmin={actor.role === 'admin'} byCode={factors.totp !== null} />
        </Section>
        <Section
          id="own-data"
          title="Your data"
          description="Your profile, diagrams with their files, and what you did, in one archive."
        >
          <ExportData byCode={factors.totp !== null} />
        </Section>
        <Section id="delete-account" title="Delete your account" description="You have 14 days to change your mind.">
          <DeleteAccount {...leaving} byCode={factors.totp !== null} email={actor.email} />
        </Section>
      </div>
    </>
  )
}
