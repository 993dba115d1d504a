/** Apart from the grid itself, so that its skeleton does not load it. */
export const gridClass =
  'grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-x-5 sm:gap-y-7'
