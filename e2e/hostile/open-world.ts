import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { findFreePort } from '@/lib/boot/find-free-port'
import { waitFor } from '@/lib/testing/wait-for'
import { startApp } from '../app-server'
import { registerPerson, signIn } from '../people'
import { type ApiOperation, listOperations } from './list-operations'
import type { Person } from './person'
import { sendRaw } from './send-raw'
import { contentTypes, encodeBody, type Subject } from './valid-requests'

/** What our own API answers to our own requests. */
export type Json = ReturnType<typeof JSON.parse>

export interface World {
  origin: string
  operations: ApiOperation[]
  /** Owner, viewer and the diagram of the matrix; the others are used up by what is done as them. */
  people: Record<'admin' | 'owner' | 'viewer' | 'stranger' | 'gone' | 'leaver', Person>
  /** The owner's diagram and what belongs to it, which only the owner and the viewer may see. */
  diagramId: string
  /** Somebody about what is the owner's. */
  asking(person: Person): Subject
  /** Somebody about a new diagram of their own, of which the viewer is a member; and a team, for what is done with one. */
  withOwn(person: Person, operation?: { path: string }): Promise<Subject>
  /** What they read at an address; throws unless that works. */
  read(person: Person, path: string): Promise<Json>
  /** What the owner's account looks like, for "nothing has changed". */
  readOwned(): Promise<unknown>
  close(): Promise<void>
}

/** Stands in everything that only the owner and the viewer may see. */
export const secret = 'crown-jewels-7f3a'

/** Known, so that tokens can be forged with it. */
export const authSecret = 'the secret of the hostile matrix, long enough'

/** Without limits on requests, or they would be all that is tested; and with everything switched on that can be. */
const env = {
  AUTH_SECRET: authSecret,
  DIAGNOSTICS_ENABLED: 'true',
  LINK_PREVIEWS: 'off',
  SESSIONS_PER_USER: '0',
  SIGN_IN_LOCK_FAILURES: '0',
  ...Object.fromEntries(
    [
      ...['USER', 'IP', 'MEDIA_USER', 'MEDIA_IP', 'UPLOAD_USER', 'UPLOAD_IP', 'MAIL_USER', 'MAIL_IP', 'SOCKET_IP'].map(
        (kind) => `${kind}_PER_MINUTE`,
      ),
      ...['SIGN_IN_IP', 'SIGN_IN_ACCOUNT'],
    ].map((name) => [`RATE_LIMIT_${name}`, '0']),
  ),
}

async function enter(origin: string, name: string): Promise<Person> {
  const [api, elsewhere] = await Promise.all([0, 1].map(() => request.newContext({ baseURL: origin })))
  if (!api || !elsewhere) throw new Error('no context')
  const account = await registerPerson(api, name)
  await Promise.all([signIn(api, account), signIn(elsewhere, account)])
  const read = async (path: string) => await (await api.get(path)).json()
  const { csrfToken } = await read('/api/auth/csrf')
  const { items } = await read('/api/account/sessions')
  const { id } = await read('/api/account')
  const { cookies } = await api.storageState()
  await Promise.all([api.dispose(), elsewhere.dispose()])
  return {
    ...{ id, email: account.email, password: account.password, csrf: csrfToken },
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    otherSessionId: items.find((one: { current: boolean }) => !one.current).id,
  }
}

interface Ask {
  method?: string
  contentType?: string
  fields?: Record<string, unknown>
}

/** An app of its own with people in it. */
export async function openWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-hostile-'))
  const app = await startApp({ dataDir, port: await findFreePort(), env })
  const admin = await enter(app.url, 'Admin')
  const names = [secret, 'Viewer', 'Stranger', 'Gone', 'Leaver']
  const entered = await Promise.all(names.map((name) => enter(app.url, name)))
  const [owner, viewer, stranger, gone, leaver] = entered as [Person, Person, Person, Person, Person]

  async function ask(
    { cookie }: Person,
    path: string,
    { method = 'GET', contentType = 'application/json', fields }: Ask = {},
  ): Promise<Json> {
    const headers = { cookie, ...(fields ? { 'content-type': contentTypes[contentType] ?? contentType } : {}) }
    const body = fields && encodeBody(contentType, fields)
    const answer = await sendRaw(app.url, { method, path, headers, ...(body === undefined ? {} : { body }) })
    if (answer.status === null || answer.status >= 300)
      throw new Error(`${path} answered ${answer.status}: ${answer.body}`)
    return answer.body === '' ? null : JSON.parse(answer.body)
  }
  const post = (person: Person, path: string, fields: Ask['fields'], contentType = 'application/json') =>
    ask(person, path, { method: 'POST', contentType, ...(fields ? { fields } : {}) })

  await post(gone, '/api/auth/signout', { csrfToken: gone.csrf, json: 'true' })
  await post(admin, '/api/errors', { kind: 'error', name: 'Error', message: 'x', stack: null, page: '/' })
  const { fingerprint } = await waitFor('the error to be listed', async () => {
    return (await ask(admin, '/api/admin/errors')).items[0] as { fingerprint: string } | undefined
  })

  const endsAt = new Date(Date.now() + 3_600_000).toISOString()
  const matchers = [{ field: 'alert_id', is: 'equal', value: 'x' }]
  const silence = await post(admin, '/api/silences', { matchers, reason: 'x', endsAt })
  const maintenance = await post(admin, '/api/maintenance', { ends_at: endsAt, components: [], reason: 'x' })
  const check = await post(admin, '/api/checks', { name: 'x', target: { kind: 'push' } })
  const invitation = await post(admin, '/api/admin/invitations', { email: 'guest@example.org', role: 'viewer' })
  await ask(admin, '/api/status/settings', {
    method: 'PUT',
    fields: { enabled: true, title: 'x', components: [], publishIncidents: false },
  })
  const line = { title: 'x', impact: 'down', text: 'x' }
  const incident = await post(admin, '/api/incidents', line)
  const ids = {
    linkId: invitation.id,
    silenceId: silence.id,
    windowId: maintenance.id,
    checkId: check.id,
    incidentId: incident.id,
    updateId: incident.updates[0].id,
  }

  const assets = new Map<Person, string>()
  const aboutOf = (person: Person) => (person === owner ? secret : 'nothing')

  /** A team of theirs, of which the viewer is one, and an invitation that nobody has accepted. */
  async function ensureTeam(person: Person): Promise<Record<'teamId' | 'invitationId', string>> {
    const name = `Team of ${aboutOf(person)}`
    const { items: teams } = await ask(person, '/api/teams')
    const isKept = (team: Json) => team.name === name && team.role === 'owner' && team.members === 2
    const teamId = teams.find(isKept)?.id ?? (await openTeam(person, name))
    const path = `/api/teams/${teamId}/invitations`
    const { items: open } = await ask(person, path)
    return { teamId, invitationId: (open[0] ?? (await post(person, path, { email: gone.email, role: 'viewer' }))).id }
  }

  async function openTeam(person: Person, name: string): Promise<string> {
    const { id } = await post(person, '/api/teams', { name })
    const path = `/api/teams/${id}/invitations`
    const invited = await post(person, path, { email: viewer.email, role: 'viewer' })
    const { url } = await post(person, `${path}/${invited.id}/show`, undefined)
    await post(viewer, '/api/teams/invitations/accept', { token: String(url).split('#')[1] })
    return id
  }

  async function withOwn(person: Person, { path = '' } = {}): Promise<Subject> {
    const about = aboutOf(person)
    const own = path.startsWith('/api/teams') ? { ...ids, ...(await ensureTeam(person)) } : ids
    const { id: diagramId } = await post(person, '/api/diagrams', { title: `Plan of ${about}`, note: about })
    await post(person, `/api/diagrams/${diagramId}/members`, { email: viewer.email, role: 'viewer' })
    const file = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>${about} of ${person.id}</text></svg>`
    const upload = () => post(person, '/api/assets', { diagramId, file }, 'multipart/form-data')
    const assetId = assets.get(person) ?? (await upload()).id
    assets.set(person, assetId)
    return { person, diagramId, assetId, fingerprint, ids: own, member: viewer, newcomer: gone }
  }
  const owned = await withOwn(owner, { path: '/api/teams' })
  return {
    origin: app.url,
    operations: listOperations(await ask(owner, '/api/openapi.json')),
    people: { admin, owner, viewer, stranger, gone, leaver },
    diagramId: owned.diagramId,
    asking: (person) => ({ ...owned, person }),
    withOwn,
    read: ask,
    async readOwned() {
      const { diagramId, ids } = owned
      const paths = [
        `/api/diagrams/${diagramId}`,
        `/api/diagrams/${diagramId}/members`,
        '/api/teams',
        `/api/teams/${ids.teamId}/members`,
        `/api/teams/${ids.teamId}/invitations`,
        '/api/diagrams',
        '/api/account',
      ]
      const answers = await Promise.all(paths.map((path) => ask(owner, path)))
      // Opening and thumbnails count views; nothing else may move.
      return JSON.parse(JSON.stringify(answers), (key, value) => (/^view(edAt|Count)$/.test(key) ? null : value))
    },
    async close() {
      await app.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
