import { computeTotp } from '@/lib/features/auth/factors/pure/totp'
import { expect, test } from './fixtures'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The key as a person would type it into their app. */
function readKey(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('two-step sign-in: turned on by keyboard, in by a backup code, and thrown out of a live drawing', async ({
  ann,
  newContext,
  watch,
  expectAccessible,
}) => {
  watch.allowed.push(/401|403/)
  const { page } = ann
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Turn on two-step sign-in' }).press('Enter')
  const key = await page.getByText('Scan this with an authenticator app').locator('code').textContent()
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  await expectAccessible(page)
  // One ahead, which is as good and does not run out while it is typed.
  await page.keyboard.type(computeTotp(readKey(key ?? ''), Math.floor(Date.now() / 30_000) + 1))
  await page.keyboard.press('Enter')
  const shown = page.getByRole('region', { name: 'Backup codes' }).getByRole('listitem')
  await expect(shown).toHaveCount(10)
  const [code = ''] = await shown.allTextContents()

  const other = await (await newContext()).newPage()
  await other.goto('/sign-in')
  await other.getByLabel('E-mail').fill(ann.email)
  await other.getByLabel('Password', { exact: true }).fill(ann.password)
  await other.keyboard.press('Enter')
  await expect(other.getByLabel('Code', { exact: true })).toBeFocused()
  await other.keyboard.type(code)
  await other.keyboard.press('Enter')
  await other.waitForURL('**/diagrams')
  const { id } = await (await other.request.post('/api/diagrams', { data: { title: 'Plan' } })).json()
  await other.goto(`/diagrams/${id}`)
  await expect(other.locator('.tl-canvas')).toBeVisible()

  await page.reload()
  await page
    .getByRole('list')
    .getByRole('button', { name: /^Sign out (?!of this)/ })
    .press('Enter')
  await expect(other.getByText('Your session has ended.')).toBeVisible()
})
