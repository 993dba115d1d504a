/** The message `{ diagramId?, userId? }` to every process: who has a socket there may have lost or changed access. */
export const accessChangedTopic = 'access.changed'

/** The message `{ diagramId }` to every process: editors that show its title show another one. */
export const diagramRenamedTopic = 'diagram.renamed'
