import { customAlphabet } from 'nanoid'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type UserId = Branded<'UserId'>
export type SessionId = Branded<'SessionId'>
export type TeamId = Branded<'TeamId'>
export type DiagramId = Branded<'DiagramId'>
/** SHA-256 of the bytes, in hex. */
export type AssetId = Branded<'AssetId'>
export type ApiKeyId = Branded<'ApiKeyId'>

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Shape of every id we make: 20 letters and digits, 119 bits of randomness. */
export const idPattern = /^[0-9A-Za-z]{20}$/

export const newId = customAlphabet(alphabet, 20) as <Id extends string>() => Id
