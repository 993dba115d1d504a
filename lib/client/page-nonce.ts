/**
 * The nonce of the page that is open, which a style element added by a script needs. A page keeps the one it was loaded
 * with, also after going to another without loading anew.
 */
export function findPageNonce(): string | undefined {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}
