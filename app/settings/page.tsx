import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ProfileForm } from '@/components/settings/profile-form'
import { Section } from '@/components/settings/section'
import { SessionList } from '@/components/settings/session-list'
import { ThemeChoice } from '@/components/settings/theme-choice'
import { parseTheme, themeCookie } from '@/lib/core/theme'
import { getAccount } from '@/lib/features/auth/get-account'
import { listSessions } from '@/lib/features/auth/list-sessions'
import { getPageUser } from '@/lib/http/get-page-user'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const actor = await getPageUser('/settings')
  const [{ items }, cookieStore] = await Promise.all([listSessions({ actor }), cookies()])
  return (
    <>
      <h1 className="mb-8 font-semibold text-display">Settings</h1>
      <div>
        <Section id="profile" title="Profile" description="Who you are to the people you draw with.">
          <ProfileForm account={getAccount({ actor })} />
        </Section>
        <Section id="theme" title="Theme" description="Kept in this browser.">
          <ThemeChoice initial={parseTheme(cookieStore.get(themeCookie)?.value)} />
        </Section>
        <Section
          id="sessions"
          title="Where you are signed in"
          description="Signing a browser out takes effect at once, also in diagrams it has open."
        >
          <SessionList initial={items} />
        </Section>
      </div>
    </>
  )
}
