/** Names the files in a sentence. */
export const nameFiles = (files: readonly File[]): string =>
  files.length === 1 ? (files[0]?.name ?? 'the file') : `${files.length} files`
