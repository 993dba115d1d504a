/** Who acts in the hostile matrix. */
export interface Person {
  id: string
  email: string
  password: string
  /** Of a browser in which they are signed in. */
  cookie: string
  /** What next-auth wants of its forms from this browser. */
  csrf: string
  /** Where else they are signed in. */
  otherSessionId: string
}
