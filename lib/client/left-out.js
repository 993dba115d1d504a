/** Stands for modules that the browser does not need: see `next.config.mjs`. */
export const Buffer = undefined
