import type { RawRequest } from './send-raw'

export interface HostileBody {
  name: string
  contentType: string
  body: RawRequest['body']
  headers?: Record<string, string>
}

const json = 'application/json'
const inJson = (name: string, body: HostileBody['body']): HostileBody => ({ name, contentType: json, body })
const inType = (contentType: string, name: string, body: string): HostileBody => ({ name, contentType, body })
const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}${close.repeat(depth)}`

/** Bodies that no operation can take. */
const strange: readonly HostileBody[] = [
  inJson('nothing', ''),
  inJson('half of an object', '{"title": "x"'),
  inJson('text', 'title=x'),
  inJson('a string', '"x"'),
  inJson('null', 'null'),
  inJson('an array', '[{}]'),
  inJson('NaN', '{"title": NaN}'),
  inJson('a comment', '{} // x'),
  inJson('a NUL byte', '{"title":"a\0b"}'),
  inJson('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d])),
  inJson('UTF-16', Buffer.from('\ufeff{"title":"x"}', 'utf16le')),
  inJson('arrays 100,000 deep', deep('[', ']', 100_000)),
  inJson('objects 50,000 deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
  inJson('50,000 keys', `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":1`).join()}}`),
  inJson('10 MB', Buffer.from(`{"title":"${'x'.repeat(10 * 1024 * 1024)}"}`)),
  { name: 'a packed body', contentType: json, body: '{}', headers: { 'content-encoding': 'gzip' } },
  inType('text/plain', 'another type', '{"title":"x"}'),
  inType('application/xml', 'XML', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  inType('application/x-www-form-urlencoded', 'a form', 'title=x&__proto__[a]=b&a[b][c]=d&csrfToken=%00&email=%zz'),
  inType('multipart/form-data', 'multipart without a boundary', '--x\r\n\r\n--x--'),
  inType(
    'multipart/form-data; boundary=x',
    'multipart that never ends',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="../../x"\r\n\r\nabc',
  ),
  inType('', 'no type', '{"title":"x"}'),
  inType(';;;=,\t', 'a type of nonsense', '{}'),
  inType('application/json; charset=klingon', 'an unknown charset', '{}'),
]

/** A body that would be taken, with one thing in it that must not. */
const spoil = (valid: string): HostileBody[] => {
  const withFirst = (member: string) => `{${member}${valid === '{}' ? '' : ','}${valid.slice(1)}`
  const value = valid.replace(/"[^"]*"(?=[,}\]])/, '"$"')
  return [
    inJson('__proto__', withFirst('"__proto__":{"role":"admin","isAdmin":true}')),
    inJson('constructor', withFirst('"constructor":{"prototype":{"isAdmin":true}}')),
    inJson('what is not for callers to say', withFirst('"ownerId":"someone","role":"admin","id":"x","isAdmin":true')),
    inJson('the same key twice', withFirst(`${valid.slice(1, valid.indexOf(':'))}:{"a":1}`)),
    inJson('something deep beside it', withFirst(`"document":${deep('[', ']', 5_000)}`)),
    inJson('an escaped NUL', value.replace('"$"', '"a\\u0000b"')),
    inJson('half of a surrogate pair', value.replace('"$"', '"\\ud800"')),
    inJson('a number too large', valid.replace(/:[^,}]+/, ':1e999')),
  ]
}

export const listHostileBodies = (valid: string | null): HostileBody[] => [...strange, ...(valid ? spoil(valid) : [])]
