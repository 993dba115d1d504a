import { beforeEach, expect, it, vi } from 'vitest'
import { POST as register } from '@/app/api/auth/invitations/accept/route'
import { POST as read } from '@/app/api/auth/links/read/route'
import { startSession } from '@/lib/features/auth/start-session'
import { listTeamMembers } from '@/lib/features/teams/list-team-members'
import { listTeams } from '@/lib/features/teams/list-teams'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertTeam, insertUser, type TestTeam, type TestUser } from '@/lib/testing/factories'
import { useLetters } from '@/lib/testing/letters'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { DELETE as withdraw } from './[teamId]/invitations/[invitationId]/route'
import { POST as show } from './[teamId]/invitations/[invitationId]/show/route'
import { POST as invite, GET as list } from './[teamId]/invitations/route'
import { PATCH as changeMember, DELETE as removeMember } from './[teamId]/members/[userId]/route'
import { POST as accept } from './invitations/accept/route'

useDatabase()
useTestKv()
useRecordingGateway()
const letters = useLetters()

const password = 'slow kettle under nine bridges'
let [ann, ben, eve]: TestUser[] = []
let team: TestTeam
beforeEach(async () => {
  ;[ann, ben, eve] = await Promise.all(['Ann', 'Ben', 'Eve'].map((name) => insertUser({ name })))
  team = await insertTeam({ name: 'Platform', members: { owner: ann!.id, admin: ben!.id } })
})

const ask = (email: string, { as = ann, role = 'editor' } = {}) =>
  callRoute(invite, { as, method: 'POST', params: { teamId: team.id }, body: { email, role } })
const join = (as: TestUser | undefined, token: string) => callRoute(accept, { as, method: 'POST', body: { token } })
const begin = (token: string, name = 'New') => callRoute(register, { method: 'POST', body: { token, name, password } })
const one = async (as: TestUser | undefined, invitationId: string) => ({
  as,
  params: { teamId: team.id, invitationId },
})
const rolesOf = async () =>
  (await listTeamMembers({ actor: actorFor(ann!), teamId: team.id })).map(({ name, role }) => `${name} ${role}`)
const setRegistration = (value: string) => {
  vi.stubEnv('REGISTRATION', value)
  forget('env')
}

it('answers the same whether the address has an account, and mails a link that is stored as a hash', async () => {
  const answers = await Promise.all([ask(eve!.email), ask('nobody@example.org')])
  const bodies = await Promise.all(answers.map((answer) => answer.json()))
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(bodies.map((body) => Object.keys(body))).toEqual([Object.keys(bodies[0]), Object.keys(bodies[0])])
  expect(bodies.map(({ role, invitedBy, given }) => [role, invitedBy, given])).toEqual(
    Array(2).fill(['editor', 'Ann', false]),
  )
  const { token, url, text } = await letters.next(/invited to a team/, eve!.email)
  expect([url.split('#')[0], text]).toEqual([
    'http://localhost:3000/team-invitation',
    expect.stringContaining('Ann invites you to the team =E2=80=9CPlatform=E2=80=9D'),
  ])
  expect((await getDb().accountLink.findMany()).flatMap(({ tokenHashes }) => tokenHashes).join()).not.toContain(token)
  const link = await (await callRoute(read, { method: 'POST', body: { token } })).json()
  expect(link).toMatchObject({ purpose: 'team_invite', team: { id: team.id, name: 'Platform', invitedBy: 'Ann' } })
})

it('lets in who is signed in with the address that was invited, once, and nobody else', async () => {
  await ask(eve!.email, { as: ben, role: 'viewer' })
  const { token } = await letters.next(/invited to a team/)
  expect(await readRefusal(await join(undefined, token))).toEqual([401, 'unauthenticated'])
  const stranger = await join(await insertUser(), token)
  expect([stranger.status, (await stranger.json()).detail]).toEqual([
    403,
    expect.stringContaining(`This invitation is for ${eve!.email}. You are signed in as`),
  ])
  const answers = await Promise.all([join(eve, token), join(eve, token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(await rolesOf()).toEqual(['Ann owner', 'Ben admin', 'Eve viewer'])
  expect(await readRefusal(await ask(eve!.email))).toEqual([409, 'conflict'])
})

it('brings new people in with their account, unless registration is closed', async () => {
  await ask('new@example.org', { role: 'admin' })
  const { token } = await letters.next(/invited to a team/)
  setRegistration('closed')
  expect(await readRefusal(await begin(token))).toEqual([403, 'forbidden'])
  setRegistration('open')
  const answers = await Promise.all([begin(token), begin(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  expect(await rolesOf()).toEqual(['Ann owner', 'Ben admin', 'New admin'])
  const session = { email: 'new@example.org', password, remember: false, userAgent: 'x', address: null }
  expect(await startSession(session)).not.toBeNull()
  const user = await getDb().user.findUniqueOrThrow({ where: { email: 'new@example.org' } })
  expect(user).toMatchObject({ role: 'editor', emailVerifiedAt: expect.any(Date) })
  const made = await getPool().query(
    `SELECT action FROM audit_events WHERE actor_id = $1 AND action <> 'session.start' ORDER BY seq`,
    [user.id],
  )
  expect(made.rows.map(({ action }) => action)).toEqual(['account.register', 'team.member.add'])
})

it('leaves the link to who has an account already and tries to make another', async () => {
  await ask(eve!.email)
  const { token } = await letters.next(/invited to a team/)
  expect(await readRefusal(await begin(token))).toEqual([409, 'conflict'])
  expect((await join(eve, token)).status).toBe(200)
})

it('is sent again by inviting again, and withdrawn; older links and those of another team work no longer', async () => {
  await ask(eve!.email, { role: 'viewer' })
  const first = await letters.next(/invited to a team/)
  const { id } = await (await ask(eve!.email, { role: 'admin' })).json()
  const second = await letters.next(/invited to a team/)
  expect((await join(eve, first.token)).status).toBe(422)
  const open = await (await callRoute(list, { as: ben, params: { teamId: team.id } })).json()
  expect(open).toMatchObject({ mail: true, items: [{ id, email: eve!.email, role: 'admin', given: true }] })
  const foreign = await insertTeam({ members: { owner: eve!.id } })
  const elsewhere = { as: eve, method: 'DELETE', params: { teamId: foreign.id, invitationId: id } }
  expect(await readRefusal(await callRoute(withdraw, elsewhere))).toEqual([404, 'not_found'])
  expect((await callRoute(withdraw, { ...(await one(ben, id)), method: 'DELETE' })).status).toBe(204)
  expect((await join(eve, second.token)).status).toBe(422)
})

it('ends with the right of who invited', async () => {
  const member = { as: ann, params: { teamId: team.id, userId: ben!.id } }
  await ask(eve!.email, { as: ben })
  const demoted = await letters.next(/invited to a team/)
  await callRoute(changeMember, { ...member, method: 'PATCH', body: { role: 'editor' } })
  expect((await join(eve, demoted.token)).status).toBe(422)
  await callRoute(changeMember, { ...member, method: 'PATCH', body: { role: 'admin' } })
  await ask(eve!.email, { as: ben })
  const removed = await letters.next(/invited to a team/)
  await callRoute(removeMember, { ...member, method: 'DELETE' })
  expect((await join(eve, removed.token)).status).toBe(422)
  expect(await listTeams({ actor: actorFor(eve!) })).toEqual([])
})

it('shows the link to who invites where there is no mail server, and only there', async () => {
  const { id } = await (await ask(eve!.email)).json()
  await letters.next(/invited to a team/)
  const asked = { ...(await one(ann, id)), method: 'POST' }
  expect(await readRefusal(await callRoute(show, asked))).toEqual([409, 'conflict'])
  letters.withoutMailServer()
  expect(await readRefusal(await callRoute(show, { ...asked, as: eve }))).toEqual([404, 'not_found'])
  const { url } = await (await callRoute(show, asked)).json()
  expect((await join(eve, url.split('#')[1])).status).toBe(200)
  const rows = await getPool().query(
    `SELECT 1 FROM audit_events WHERE action = 'team.invitation.show' AND result = 'success'`,
  )
  expect(rows.rowCount).toBe(1)
})

it('is for who runs the team, within limits', async () => {
  const viewer = await insertUser()
  await getDb().teamMember.create({ data: { teamId: team.id, userId: viewer.id, role: 'editor' } })
  expect(await readRefusal(await ask(eve!.email, { as: viewer }))).toEqual([403, 'forbidden'])
  expect(await readRefusal(await ask(eve!.email, { as: eve }))).toEqual([404, 'not_found'])
  expect((await ask(eve!.email, { role: 'owner' })).status).toBe(422)
  await getPool().query(
    `INSERT INTO account_links (id, purpose, email, team_id, team_role, invited_by_id, expires_at)
     SELECT 'l' || n, 'team_invite', n || '@example.org', $1, 'viewer', $2, now() FROM generate_series(1, 50) n`,
    [team.id, ann!.id],
  )
  expect(await readRefusal(await ask(eve!.email))).toEqual([429, 'rate_limited'])
  await getPool().query(`UPDATE account_links SET invited_by_id = $1, expires_at = now() + '1 h'`, [viewer.id])
  await getPool().query(
    `INSERT INTO account_links (id, purpose, email, team_id, team_role, invited_by_id, expires_at)
     SELECT 'm' || n, 'team_invite', 'm' || n || '@example.org', $1, 'viewer', $2, now() + '1 h' FROM generate_series(1, 147) n`,
    [team.id, viewer.id],
  )
  expect(await readRefusal(await ask(eve!.email))).toEqual([409, 'conflict'])
})
