import { z } from 'zod'

const typedCode = z.string().trim().min(1, 'Enter the code.').max(40)

export const confirmTotpInput = z.strictObject({ code: typedCode })

export const factorsDto = z.object({
  totp: z.object({ since: z.iso.datetime() }).nullable().describe('The authenticator app; null when there is none.'),
  backupCodesLeft: z.number().int(),
})

export const totpEnrolmentDto = z.object({
  key: z.string().describe('To be typed where no picture can be read.'),
  uri: z.string().describe('`otpauth://…`'),
  qrSvg: z.string().describe('The same as a QR code.'),
})

export const backupCodesDto = z.object({ codes: z.array(z.string()).describe('Each works once. Shown this once.') })

export type FactorsDto = z.infer<typeof factorsDto>
export type TotpEnrolmentDto = z.infer<typeof totpEnrolmentDto>
export type BackupCodesDto = z.infer<typeof backupCodesDto>
