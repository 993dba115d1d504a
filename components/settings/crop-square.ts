/** On a side; the server makes it smaller still. */
const side = 512

/**
 * The middle square of a picture as a small PNG, turned as the camera was held: a photograph would be large, lie on its side,
 * and tell where it was taken. Throws for what this browser cannot show.
 */
export async function cropSquare(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error('Your browser cannot read this picture. Choose a PNG or a JPEG.')
  })
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const least = Math.min(picture.width, picture.height)
  const [x, y] = [(picture.width - least) / 2, (picture.height - least) / 2]
  canvas.getContext('2d')?.drawImage(picture, x, y, least, least, 0, 0, side, side)
  picture.close()
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This picture could not be read.'))), 'image/png')
  })
}
