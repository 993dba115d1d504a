export interface StoredFile {
  name: string
  sizeBytes: number
  /** By the clock of the store. */
  modifiedAt: Date
}

/**
 * Where backups lie. Names are letters, digits, `-` and `.` in parts separated by `/`. A file is there whole or not at all.
 */
export interface BackupStore {
  /** For people: the folder, or the address of the bucket. */
  readonly place: string
  /** May be seen by `find` and `list` only after `flush`. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Null when there is no such file. */
  find(name: string): Promise<Buffer | null>
  list(prefix: string): AsyncIterable<StoredFile>
  delete(name: string): Promise<void>
  /** Resolves when everything that was put so far survives a power cut. */
  flush(): Promise<void>
}
