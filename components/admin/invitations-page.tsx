import { TopBar } from '@/components/shell/top-bar'
import type { AccountLinksDto } from '@/lib/features/auth/schema-links'
import { AccountLinkItem } from './account-link-item'
import { InviteButton } from './invite-button'
import { StatusSection, UnreadSection } from './status-section'

/** Whom admins have invited, and, where no mail is sent, the links that people wait for. Null: could not be read. */
export function InvitationsPage({ links }: { links: AccountLinksDto | null }) {
  const invitations = links?.items.filter(({ purpose }) => purpose === 'invite') ?? []
  const others = links?.items.filter(({ purpose }) => purpose !== 'invite') ?? []
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Invitations</h1>
      </TopBar>
      <main className="w-full max-w-200 flex-1 px-4 pb-24 sm:px-6 [&>section]:first:border-t-0">
        <StatusSection
          id="invitations"
          title="Open invitations"
          description={
            links?.mail === false
              ? 'This server sends no mail: invite somebody, show their link, and pass it on. It works for 7 days.'
              : 'Whom you invite gets a mail with a link that works for 7 days.'
          }
          aside={<InviteButton />}
        >
          {links === null ? <UnreadSection what="The invitations" /> : null}
          {links && invitations.length === 0 ? (
            <p className="text-muted">Nobody is invited at the moment. Invite somebody to work here.</p>
          ) : null}
          <LinkList label="Open invitations" links={invitations} />
        </StatusSection>
        {others.length > 0 ? (
          <StatusSection
            id="links"
            title="Other open links"
            description={
              links?.mail === false
                ? 'What people have asked for. Make sure that it is them before you pass on a link.'
                : 'What people have been mailed, in case a mail does not arrive. Make sure that it is them.'
            }
          >
            <LinkList label="Other open links" links={others} />
          </StatusSection>
        ) : null}
      </main>
    </>
  )
}

function LinkList({ label, links }: { label: string; links: AccountLinksDto['items'] }) {
  if (links.length === 0) return null
  return (
    <ul aria-label={label} className="overflow-hidden rounded-panel border border-line bg-panel">
      {links.map((link) => (
        <AccountLinkItem key={link.id} link={link} />
      ))}
    </ul>
  )
}
