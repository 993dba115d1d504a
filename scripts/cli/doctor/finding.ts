/** What the doctor has found of one thing. */
export interface Finding {
  name: string
  /** `skipped`: there is nothing to look at. */
  status: 'ok' | 'warning' | 'fault' | 'skipped'
  message: string
  /** What to do about it. */
  fix?: string
}

export const ok = (name: string, message: string): Finding => ({ name, status: 'ok', message })
export const skipped = (name: string, message: string): Finding => ({ name, status: 'skipped', message })
export const warn = (name: string, message: string, fix: string): Finding => ({ name, status: 'warning', message, fix })
export const fault = (name: string, message: string, fix: string): Finding => ({ name, status: 'fault', message, fix })

/** Turns what the launcher would say, which has what is wrong and the remedy in one sentence, into a finding. */
export async function orFault(name: string, look: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [what = message, ...remedy] = message.split('; ')
    return { name, status: 'fault', message: what, ...(remedy.length > 0 ? { fix: remedy.join('; ') } : {}) }
  }
}
