import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@/lib/boot/find-free-port'
import { type RecordingMailServer, startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import { waitFor } from '@/lib/testing/wait-for'
import { type AppServer, startApp } from './app-server'
import { expect, test } from './fixtures'
import { registerPerson } from './people'

const password = 'a drawing table and a lamp'
const nextPassword = 'slow kettle under nine bridges'

/** The address in the first mail to somebody about something. */
const findLink = (mail: RecordingMailServer, subject: string) =>
  waitFor(
    `a mail "${subject}"`,
    () => {
      const text = mail.mails.find((one) => one.text.includes(`Subject: ${subject}`))?.text ?? ''
      return /https?:\/\/[^\s"#<]+#[\w-]{43}/.exec(text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))?.[0] ?? null
    },
    { everyMs: 50 },
  )

test('someone registers, confirms the mailbox, forgets the password and is in again', async ({ browser }) => {
  test.slow()
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-mail-'))
  const mail = await startRecordingMailServer()
  let app: AppServer | undefined
  try {
    const env = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) }
    app = await startApp({ dataDir, port: await findFreePort(), env })
    const context = await browser.newContext({ baseURL: app.url })
    await registerPerson(context.request, 'Admin')
    const page = await context.newPage()

    await page.goto('/register')
    await page.getByRole('textbox', { name: 'Name' }).fill('Eve Example')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('eve@example.org')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByText('A mail is on its way to eve@example.org')).toBeVisible()

    await page.goto(await findLink(mail, 'Confirm your e-mail address'))
    await expect(page).toHaveURL(`${app.url}/verify`)
    await page.getByRole('button', { name: 'Confirm address' }).press('Enter')
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()

    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
    await page.getByRole('textbox', { name: 'E-mail' }).fill('eve@example.org')
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByText('a mail with a link is on its way')).toBeVisible()

    await page.goto(await findLink(mail, 'Choose a new password'))
    await page.getByLabel('New password', { exact: true }).fill(nextPassword)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).fill('eve@example.org')
    await page.getByLabel('Password', { exact: true }).fill(nextPassword)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Welcome, Eve' })).toBeVisible()
    await context.close()
  } finally {
    await app?.stop()
    await mail.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('where no mail is sent, an admin invites somebody and hands over the link', async ({
  admin,
  newContext,
  expectAccessible,
}) => {
  const { page } = admin
  const email = `guest-${Date.now()}@example.org`
  await page.goto('/admin/invitations')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'E-mail' }).press('Enter')
  await page.getByRole('button', { name: `Show link: ${email}` }).click()
  const url = await page.getByRole('textbox', { name: `Link for ${email}` }).inputValue()
  await expectAccessible(page)

  const guest = await (await newContext()).newPage()
  await guest.goto(url)
  await guest.getByRole('textbox', { name: 'Name' }).fill('Gina Guest')
  await guest.getByLabel('Password', { exact: true }).fill(password)
  await guest.getByRole('button', { name: 'Create account' }).click()
  await expect(guest.getByRole('heading', { name: 'Welcome, Gina' })).toBeVisible()
})

test('a key for a program is made and revoked by keyboard, and shown once', async ({
  ann,
  request,
  expectAccessible,
}) => {
  const { page } = ann
  await page.goto('/settings')
  const name = page.getByRole('textbox', { name: 'Name of the new key' })
  await name.fill('Nightly build')
  await name.press('Enter')
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue()
  expect(key).toMatch(/^ag_[\w-]{43}$/)
  await expectAccessible(page)
  const url = `${process.env.E2E_URL}/api/account`
  const headers = { authorization: `Bearer ${key}` }
  expect(await (await request.get(url, { headers })).json()).toMatchObject({ email: ann.email })
  await page.reload()
  await expect(page.getByText(key)).toBeHidden()
  await page.getByRole('button', { name: 'Revoke Nightly build' }).press('Enter')
  await expect(page.getByText('You have no keys.')).toBeVisible()
  expect((await request.get(url, { headers })).status()).toBe(401)
})
