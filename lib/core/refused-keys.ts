/** Copied into another object with care missing once, these reach its prototype. */
export const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether JSON text may hold one of them as a key, perhaps written with escapes; most texts do not. */
export const mayHoldRefusedKeys = (json: string): boolean => /__proto__|constructor|prototype|\\u00/.test(json)
