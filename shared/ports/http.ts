/** The client side of HTTP as the portable core needs it; `fetch` on phones and servers, the simulated network in tests. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}
export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
/** @throws SERVICE_UNAVAILABLE when there is no answer at all */
export type HttpClient = (request: HttpRequest) => Promise<HttpReply>
