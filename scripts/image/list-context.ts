/** Which of the files reach the builder: the last line of `.dockerignore` that matches a file, or a folder of it, decides. */
export function listContext(dockerignore: string, files: string[]): string[] {
  const lines = dockerignore.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const rules = lines.map((line) => ({ isKept: line.startsWith('!'), pattern: readPattern(line.replace(/^!/, '')) }))
  return files.filter((file) => {
    const rule = rules.findLast(({ pattern }) => listPaths(file).some((path) => pattern.test(path)))
    return rule?.isKept ?? true
  })
}

/** Unlike a shell's, a `*` of Docker matches names that begin with a dot. */
function readPattern(line: string): RegExp {
  const source = line
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))
  return new RegExp(`^${source}$`)
}

/** A file and the folders it lies in. */
function listPaths(file: string): string[] {
  const parts = file.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
