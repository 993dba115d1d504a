/** `at name (file:1:2)` and `at file:1:2` of V8; `name@file:1:2` of Firefox and Safari. */
const framePatterns = [/^\s*at (?:(.+?) \()?(?:async )?(.*?):\d+:\d+\)?$/, /^(.*?)@(.*?):\d+(?::\d+)?$/]

const foreign = /node_modules|^node:|^native|<anonymous>|^internal\//

/** Where our own code was, innermost first: `function file`, without lines, folders and what a build puts into names. */
export function listFrames(stack: string): string[] {
  return stack.split('\n').flatMap((line) => {
    const match = framePatterns.map((pattern) => pattern.exec(line.trimEnd())).find((found) => found !== null)
    if (!match) return []
    const [, name = '', file = ''] = match
    return foreign.test(file) ? [] : [`${nameFunction(name)} ${nameFile(file)}`]
  })
}

const nameFunction = (name: string): string =>
  name
    .replace(/^async /, '')
    .replace(/\[as .*\]/, '')
    .replace(/^(?:Object|Module|globalThis|window)\./, '')
    .trim() || '?'

/** Bundled files are named after their content, which changes with every release. */
function nameFile(file: string): string {
  const path = file.replace(/[?#].*$/, '')
  return /(\.next|_next)[/\\]/.test(path) ? 'bundle' : (path.split(/[/\\]/).at(-1) ?? path)
}
