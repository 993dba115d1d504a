import { assetRepo } from './repo'

export interface StoredAssets {
  count: number
  sizeBytes: number
}

/** The uploads in the object store; each counts once, however many diagrams show it. */
export const countAssets = (): Promise<StoredAssets> => assetRepo.countAll()
