import { describe, expect, it } from 'vitest'
import { embedFrameHosts, embedServices } from './embed-services'
import { findEmbed } from './find-embed'

const figmaKey = 'abcdefghijklmnopqrstuv'
const slidesId = '1a2b3c4d5e6f7g8h9i0j-klmno'

describe('an address of a service', () => {
  it.each([
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&index=2',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    ],
    ['http://youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90'],
    ['https://youtu.be/dQw4w9WgXcQ?t=90', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90'],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/0123456789', 'https://player.vimeo.com/video/76979871?h=0123456789&dnt=1'],
    ['https://player.vimeo.com/video/76979871?h=abcdef12', 'https://player.vimeo.com/video/76979871?h=abcdef12&dnt=1'],
    [`https://www.figma.com/file/${figmaKey}/Plan`, `https://embed.figma.com/design/${figmaKey}?embed-host=autograph`],
    [
      `https://figma.com/proto/${figmaKey}/A-B?node-id=12-34&x=<script>`,
      `https://embed.figma.com/proto/${figmaKey}?node-id=12-34&embed-host=autograph`,
    ],
    [
      'https://www.google.com/maps/@52.52,13.405,14.2z',
      'https://www.google.com/maps?q=52.52%2C13.405&ll=52.52%2C13.405&z=14&output=embed',
    ],
    [
      'https://www.google.com/maps/place/Alte+Oper/@50.1,8.67,17z/data=!3m1',
      'https://www.google.com/maps?q=Alte+Oper&ll=50.1%2C8.67&z=17&output=embed',
    ],
    ['https://www.google.com/maps/embed?pb=!1m18&x=1', 'https://www.google.com/maps/embed?pb=%211m18'],
    ['https://calendar.google.com/calendar/u/0?cid=YWJj&x=1', 'https://calendar.google.com/calendar/embed?src=YWJj'],
    [
      'https://calendar.google.com/calendar/embed?src=a%40b.org&ctz=Europe%2FBerlin',
      'https://calendar.google.com/calendar/embed?src=a%40b.org&ctz=Europe%2FBerlin',
    ],
    [
      `https://docs.google.com/presentation/d/e/${slidesId}/pub?start=false`,
      `https://docs.google.com/presentation/d/e/${slidesId}/embed`,
    ],
    [
      `https://docs.google.com/presentation/d/${slidesId}/edit#slide=id.p`,
      `https://docs.google.com/presentation/d/${slidesId}/embed`,
    ],
    ['https://codesandbox.io/s/new-react-x1y2', 'https://codesandbox.io/embed/new-react-x1y2'],
    ['https://codesandbox.io/p/sandbox/new-react-x1y2', 'https://codesandbox.io/embed/new-react-x1y2'],
    ['https://codepen.io/ann/pen/abCdEf', 'https://codepen.io/ann/embed/abCdEf'],
    ['https://observablehq.com/@d3/gallery', 'https://observablehq.com/embed/@d3/gallery?cell=*'],
    ['https://observablehq.com/d/0123456789abcdef', 'https://observablehq.com/embed/0123456789abcdef?cell=*'],
  ])('%s', (address, frameUrl) => {
    expect(findEmbed(address)?.frameUrl).toBe(frameUrl)
  })

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=',
    'https://www.youtube.com/watch?v=../../evil',
    'https://www.youtube.com/redirect?q=https://evil.example',
    'https://www.google.com/url?q=https://evil.example',
    'https://www.google.com/search?q=maps',
    'https://docs.google.com/document/d/1a2b3c4d5e6f7g8h9i0jklmno/edit',
    'https://www.figma.com/embed?embed_host=share&url=https://evil.example',
    'https://codesandbox.io/s/../../evil',
    'https://vimeo.com/about',
  ])('%s that is not one to show', (address) => {
    expect(findEmbed(address)).toBeNull()
  })
})

describe('a lookalike', () => {
  const path = '/watch?v=dQw4w9WgXcQ'
  it.each([
    `https://evil-youtube.com${path}`,
    `https://evilyoutube.com${path}`,
    `https://youtube.com.evil.example${path}`,
    `https://www.youtube.com.evil.example${path}`,
    `https://evil.youtube.com${path}`,
    `https://www.www.youtube.com${path}`,
    `https://youwww.tube.com${path}`,
    `https://youtubewww..com${path}`,
    `https://www.evil.example/www.youtube.com${path}`,
    `https://evil.example/?https://www.youtube.com${path}`,
    `https://evil.example/#https://www.youtube.com${path}`,
    `https://www.youtube.com@evil.example${path}`,
    `https://www.youtube.com:pass@evil.example${path}`,
    `https://ann:pass@www.youtube.com${path}`,
    `https://www.youtube.com:8443${path}`,
    `https://www.youtube.com.${path}`,
    `https://youtube.co${path}`,
    `https://youtube.com.br${path}`,
    `https://y\u043eutube.com${path}`,
    `https://xn--yutube-wqf.com${path}`,
    `https://www.youtube.com%2eevil.example${path}`,
    `https://www.youtube.com%00.evil.example${path}`,
    `https://www.youtube.com\\.evil.example${path}`,
    `https://evil.example\\www.youtube.com${path}`,
    `https://evil.example\\@www.youtube.com${path}`,
    `//www.youtube.com${path}`,
    `ftp://www.youtube.com${path}`,
    `ws://www.youtube.com${path}`,
    `javascript://www.youtube.com${path}`,
    `data:text/html,https://www.youtube.com${path}`,
    `blob:https://www.youtube.com${path}`,
    `view-source:https://www.youtube.com${path}`,
    'https://google.evil.example/maps/@1,2,3z',
    'https://www.google.example/maps/@1,2,3z',
    'https://xgoogle.com/maps/@1,2,3z',
    'https://calendar.google.evil.example/calendar/embed?src=a',
    `https://docs.google.evil.example/presentation/d/${slidesId}/edit`,
    `https://notfigma.com/file/${figmaKey}/x`,
    'https://codesandbox.io.evil.example/s/new',
    'https://localhost:3000/r/abc',
    'https://tldraw.com/r/abc',
    '',
    'youtube.com',
    `https://www.youtube.com${path}&x=${'a'.repeat(5_000)}`,
  ])('%s is not shown', (address) => {
    expect(findEmbed(address)).toBeNull()
  })

  it('gets no further by any of the ways to write a host around one that is known', () => {
    const hosts = embedServices.flatMap(({ pageHosts }) => pageHosts)
    const ways: ((host: string) => string)[] = [
      (host) => `evil-${host}`,
      (host) => `${host}.evil.example`,
      (host) => `evil.${host}`,
      (host) => host.replace('.', 'www..'),
      (host) => `evil.example/${host}`,
      (host) => `${host}@evil.example`,
      (host) => `${host}:444`,
    ]
    const paths = [path, '/76979871', `/file/${figmaKey}/x`, '/maps/@1,2,3z', '/s/abc-def', '/ann/pen/abc', '/@a/b']
    const shown = hosts.flatMap((host) =>
      ways.flatMap((write) => paths.map((rest) => `https://${write(host)}${rest}`).filter((url) => findEmbed(url))),
    )
    expect(shown).toEqual([])
  })
})

it('frames nothing but the hosts of the policy', () => {
  expect(embedFrameHosts).toEqual([
    'www.youtube-nocookie.com',
    'player.vimeo.com',
    'embed.figma.com',
    'www.google.com',
    'calendar.google.com',
    'docs.google.com',
    'codesandbox.io',
    'codepen.io',
    'observablehq.com',
  ])
})
