/** Why a backup cannot be made, read or restored, and what to do about it, in a sentence for who operates the instance. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** Nothing is wrong: there will be one in a moment. */
export class BackupInProgress extends BackupError {}
