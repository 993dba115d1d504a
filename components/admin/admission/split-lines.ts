/** What somebody has listed, one on a line or with commas between. */
export const splitLines = (text: FormDataEntryValue | null): string[] =>
  String(text ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
