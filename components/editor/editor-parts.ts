/** What the editor needs only when it is asked for. */
export const loadMenu = () => import('./diagram-menu')
export const loadExportDialog = () => import('./export-dialog')
export const loadShareDialog = () => import('./share-diagram')
export const loadImport = () => import('./import-tldr')
export const loadExport = () => import('./export-diagram')
export const loadStateBadges = () => import('./live/state-badges')
export const loadStateDialog = () => import('./live/state-dialog')

/** What must also work without the network, so it is fetched once the page is idle. */
export const offlineParts = [loadMenu, loadExportDialog, loadImport, loadExport]
