'use client'

import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { TeamDto } from '@/lib/features/teams/schema'
import { InvitationForm } from './invitation-link'
import { keepToken } from './kept-token'
import { LinkGate } from './link-gate'
import type { OpenLink } from './use-link'

interface TeamInvitationLinkProps {
  /** The address of who is signed in. */
  signedInAs: string | null
  /** Whether somebody without an account can make one. */
  mayRegister: boolean
  minPasswordLength: number
}

export function TeamInvitationLink(props: TeamInvitationLinkProps) {
  return <LinkGate>{(link) => <TeamInvitation link={link} {...props} />}</LinkGate>
}

function TeamInvitation({ link, ...props }: TeamInvitationLinkProps & { link: OpenLink }) {
  return (
    <>
      <p className="break-words text-body">
        {link.team?.invitedBy} invites {link.email} to the team <strong>{link.team?.name}</strong>. You can open its
        diagrams, and others of the team see your name and address.
      </p>
      <WayIn link={link} {...props} />
    </>
  )
}

function WayIn({ link, signedInAs, mayRegister, minPasswordLength }: TeamInvitationLinkProps & { link: OpenLink }) {
  if (signedInAs === link.email) return <JoinForm link={link} />
  if (signedInAs) {
    return (
      <Notice>
        You are signed in as {signedInAs}. Sign out, sign in as {link.email}, and open the link again.
      </Notice>
    )
  }
  return (
    <>
      <SignInFirst link={link} />
      {mayRegister ? (
        <>
          <p className="border-line border-t pt-4 text-muted">Or, without an account yet:</p>
          <InvitationForm link={link} minPasswordLength={minPasswordLength} />
        </>
      ) : null}
    </>
  )
}

function JoinForm({ link }: { link: OpenLink }) {
  const { busy, faults, onSubmit } = useFormSubmit(async () => {
    const team = await api.post<TeamDto>('/api/teams/invitations/accept', { token: link.token })
    window.location.assign(`/teams/${team.id}`)
    // The form stays busy until the next page is there.
    return await new Promise(() => undefined)
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        Join the team
      </Button>
    </form>
  )
}

/** The link is not used up by signing in: this tab keeps what opens it until the person is back. */
function SignInFirst({ link }: { link: OpenLink }) {
  useEffect(() => keepToken(link.token), [link.token])
  return (
    <Button asChild size="large">
      <a href="/sign-in?callbackUrl=%2Fteam-invitation">I have an account: sign in</a>
    </Button>
  )
}
