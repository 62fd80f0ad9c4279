/** JSON of an operation that an OpenAPI description types (the generated api.ts of each client). */

type Content<T> = T extends { readonly content: { readonly 'application/json': infer Body } } ? Body : never
type Good<R> = { [Status in keyof R & (200 | 201 | 202)]: Content<R[Status]> }[keyof R & (200 | 201 | 202)]

/** What it answers with when it does not refuse. */
export type Answer<Operation> = Operation extends { readonly responses: infer R } ? Good<R> : never
/** What it is asked with. */
export type Asked<Operation> = Operation extends { readonly requestBody: infer B } ? Content<B> : never
