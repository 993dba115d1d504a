import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import type { PasswordEstimator } from './judge-password'

/** Of a long password both ends are looked at: the time it takes grows fast with the length, and one good end suffices. */
const partLength = 32

/** How many ways of reading "4" as "a" are tried. With the library's 100, one hostile password took four seconds. */
const l33tMaxSubstitutions = 8

/** Reads the lists, which takes some hundred milliseconds; make one and keep it. */
export function makePasswordEstimator(): PasswordEstimator {
  // Surnames and the rest of Wikipedia's words would double what a browser loads.
  const { 'lastnames-en': _surnames, 'wikipedia-en': _articles, ...words } = english
  const dictionary = { ...common, ...words }
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions, maxLength: partLength })
  const listed = new Set(Object.values(dictionary).flat().map(String))
  return {
    isCommon: (password) => listed.has(password.trim().toLowerCase()),
    score(password, given) {
      const ends = new Set([password.slice(0, partLength), password.slice(-partLength)])
      const scores = [...ends].map((end) => zxcvbn.check(end, given).score)
      return scores.sort().at(-1) ?? 0
    },
  }
}
