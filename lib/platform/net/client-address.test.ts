import { describe, expect, it } from 'vitest'
import { findClientAddress } from './client-address'
import { parseTrustedProxies } from './trusted-proxies'

const find = (trusted: string, peer: string | null, forwardedFor: string | null = null) =>
  findClientAddress({ trusted: parseTrustedProxies(trusted)!, peer, forwardedFor })

describe('without trusted proxies', () => {
  it.each([
    ['198.51.100.7', null, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.1', '198.51.100.7'],
    ['::ffff:198.51.100.7', null, '198.51.100.7'],
    [null, '203.0.113.1', null],
    ['', null, null],
  ])('of %j forwarding for %j it is %j', (peer, forwardedFor, client) => {
    expect(find('none', peer, forwardedFor)).toBe(client)
  })

  it('takes a /64 of IPv6 as one client', () => {
    expect(find('none', '2001:db8:1:2:3:4:5:6')).toBe('20010db800010002/64')
    expect(find('none', '2001:db8:1:2:ffff::1%eth0')).toBe('20010db800010002/64')
    expect(find('none', '2001:db8:1:3::1')).not.toBe(find('none', '2001:db8:1:2::1'))
  })
})

describe('behind a number of proxies', () => {
  it.each([
    ['1', '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['1', '10.0.0.1', '1.1.1.1, 203.0.113.1', '203.0.113.1'],
    ['2', '10.0.0.1', '1.1.1.1, 203.0.113.1, 10.0.0.2', '203.0.113.1'],
    ['2', '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['1', '10.0.0.1', null, '10.0.0.1'],
    ['1', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['2', '10.0.0.1', '1.1.1.1, _hidden, 10.0.0.2', '10.0.0.2'],
    ['1', '10.0.0.1', '203.0.113.1:4711', '203.0.113.1'],
    ['1', '10.0.0.1', '[2001:db8::1]:4711', '20010db800000000/64'],
    ['1', '10.0.0.1', '127.1', '10.0.0.1'],
    // Where another server runs and says nothing of the connection, the nearest proxy still does.
    ['1', null, '203.0.113.1', '203.0.113.1'],
  ])('%s: of %j forwarding for %j it is %j', (trusted, peer, forwardedFor, client) => {
    expect(find(trusted, peer, forwardedFor)).toBe(client)
  })

  it('reads no more of the header than a chain of proxies can be long', () => {
    expect(find('16', '10.0.0.1', '1.1.1.1,'.repeat(100_000))).toBe('10.0.0.1')
    expect(find('3', '10.0.0.1', `${'1.1.1.1,'.repeat(100_000)}2.2.2.2,3.3.3.3,4.4.4.4`)).toBe('2.2.2.2')
  })
})

describe('behind known proxies', () => {
  const trusted = '10.0.0.0/8, fd00::/8, 192.0.2.1'
  it.each([
    ['10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['203.0.113.9', '10.0.0.5', '203.0.113.9'],
    ['10.0.0.1', '1.1.1.1, 203.0.113.1, 10.9.9.9, fd00::7', '203.0.113.1'],
    ['::ffff:10.0.0.1', '203.0.113.1, 192.0.2.1', '203.0.113.1'],
    ['10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
    ['10.0.0.1', '203.0.113.1, nonsense', '10.0.0.1'],
  ])('of %j forwarding for %j it is %j', (peer, forwardedFor, client) => {
    expect(find(trusted, peer, forwardedFor)).toBe(client)
  })
})

it.each(['17', '-1', '1.5', 'all', '10.0.0.0/33', '10.1', '10.0.0.1,', '', 'none,10.0.0.1', '0x0a000001'])(
  'does not understand %j',
  (text) => {
    expect(parseTrustedProxies(text)).toBeNull()
  },
)
