import { describe, expect, it } from 'vitest'
import { isInNetworks, normalizeNetwork, parseNetworks, presentClient } from './networks'

describe('a network that clients can be in', () => {
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:1:2:3::/64', '2001:db8:1:2::/64'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    // One client has a whole /64, so nothing smaller could be told apart.
    ['2001:db8::1', null],
    ['2001:db8::/65', null],
    ['::ffff:10.0.0.0/104', null],
    ['10/8', null],
    ['10.1', null],
    ['0x7f000001', null],
    ['010.0.0.0/8', null],
    ['10.0.0.0/33', null],
    ['10.0.0.0/', null],
    ['office', null],
    ['', null],
  ])('%j is %j', (word, network) => {
    expect(normalizeNetwork(word)).toBe(network)
  })

  it('is one of several, or all of them none', () => {
    expect(parseNetworks('10.0.0.0/8, 2001:db8::/32')).toEqual(['10.0.0.0/8', '2001:db8::/32'])
    expect(parseNetworks('all')).toEqual([])
    expect(parseNetworks('10.0.0.0/8,x')).toBeNull()
    expect(parseNetworks('10.0.0.0/8,')).toBeNull()
  })
})

describe('a client, as limits count it', () => {
  const networks = ['10.0.0.0/8', '203.0.113.7', '2001:db8:1::/48']
  it.each([
    ['10.255.0.1', true],
    ['203.0.113.7', true],
    ['203.0.113.8', false],
    ['20010db800010002/64', true],
    ['20010db800020000/64', false],
    [null, false],
  ])('%j is in them: %j', (client, isIn) => {
    expect(isInNetworks(client, networks)).toBe(isIn)
  })

  it('is in neither of the whole of the other protocol', () => {
    expect(isInNetworks('20010db800010002/64', ['0.0.0.0/0'])).toBe(false)
    expect(isInNetworks('10.0.0.1', ['::/0'])).toBe(false)
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['20010db800010002/64', '2001:db8:1:2::/64'],
    [null, null],
  ])('%j is shown as %j', (client, shown) => {
    expect(presentClient(client)).toBe(shown)
  })
})
