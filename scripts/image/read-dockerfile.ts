export interface Step {
  /** 0 is the first stage. */
  stage: number
  instruction: string
  argument: string
}

/** The instructions of a Dockerfile in their order, with continued lines joined and comments left out. */
export function readDockerfile(text: string): Step[] {
  const joined = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
  let stage = -1
  return joined.split('\n').flatMap((line) => {
    const [, instruction, argument] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    if (!instruction || argument === undefined) return []
    if (instruction === 'FROM') stage++
    return [{ stage, instruction, argument: argument.trim() }]
  })
}
