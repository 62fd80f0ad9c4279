/** Holds HTTP exchanges to the OpenAPI descriptions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

interface Content {
  readonly [type: string]: { readonly schema?: object; readonly example?: unknown }
}
export interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly security?: readonly object[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>
}
export interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly security?: readonly object[]
  readonly components: {
    readonly responses?: Readonly<Record<string, { readonly content?: Content }>>
    readonly schemas?: Readonly<Record<string, object>>
  }
}

const root = join(import.meta.dirname, '../..')
export const OWNERS = ['doorman', 'network-map', 'notary', 'message-queue', 'data-search', 'node'] as const
export type Owner = (typeof OWNERS)[number]
export const descriptionOf = (owner: Owner): Description =>
  JSON.parse(readFileSync(join(root, owner === 'node' ? owner : `${owner}/server`, 'openapi.json'), 'utf8')) as Description

/** What the recorder notes (recorder.mjs). */
export interface Exchange {
  readonly program: string
  readonly method: string
  readonly url: string
  readonly asked: { readonly type: string; readonly body: string }
  readonly said: { readonly status: number; readonly type: string; readonly body: string }
}

export function exchangesIn(folder: string): Exchange[] {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Exchange] : [])),
  )
}

export function ownerOf({ program }: Exchange): Owner | undefined {
  const service = /(doorman|network-map|notary|message-queue|data-search)\/server\//.exec(program)?.[1] as Owner | undefined
  return service ?? (/\/node\/main\//.test(program) ? 'node' : undefined)
}

export class Checker {
  private readonly description: Description
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false })
  private readonly compiled = new Map<object, ValidateFunction>()
  private readonly operations: {
    readonly pattern: RegExp
    readonly method: string
    readonly operation: Operation
    readonly exact: number
  }[]

  constructor(owner: Owner) {
    this.description = descriptionOf(owner)
    this.ajv.addSchema({ $id: 'description', components: this.description.components }, 'description')
    this.operations = Object.entries(this.description.paths)
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => ({
          pattern: new RegExp(`^${path.replace(/[$.]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}/?$`),
          method: method.toUpperCase(),
          operation,
          exact: path.split('{').length,
        })),
      )
      .sort((a, b) => a.exact - b.exact)
  }

  /** What of an exchange is not as described; empty when all of it is. */
  check({ method, url, asked, said }: Exchange): string[] {
    const path = url.split('?')[0] ?? ''
    const found = this.operations.find((o) => o.method === method && o.pattern.test(path))?.operation
    // What nobody serves is refused, whatever it is.
    if (!found) return said.status === 404 || said.status === 403 ? [] : [`${method} ${path}: no such operation`]
    const response = found.responses[said.status] ?? (said.status >= 400 ? this.refOf(found.responses['default']) : undefined)
    if (!response) return [`${found.operationId}: ${said.status} is not described`]
    const problems = this.body(`${found.operationId} answers ${said.status}`, response.content, said)
    // What was refused may have been asked anyhow.
    return said.status < 300 ? [...problems, ...this.body(`${found.operationId} is asked`, found.requestBody?.content, asked)] : problems
  }

  private refOf(response: { readonly $ref?: string; readonly content?: Content } | undefined): { readonly content?: Content } | undefined {
    const name = response?.$ref?.split('/').pop()
    return name ? this.description.components.responses?.[name] : response
  }

  private body(where: string, content: Content | undefined, { type, body }: { readonly type: string; readonly body: string }): string[] {
    const mime = type.split(';')[0]?.trim() ?? ''
    if (!content || body === '' || !mime.endsWith('json')) return []
    const schema = content[mime]?.schema
    if (!schema) return content['application/octet-stream'] ? [] : [`${where}: ${mime} is not described`]
    return this.valid(schema, JSON.parse(body)).map((problem) => `${where}: ${problem}`)
  }

  valid(schema: object, value: unknown): string[] {
    let validate = this.compiled.get(schema)
    if (!validate) {
      const text = JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/')
      validate = this.ajv.compile(JSON.parse(text) as object)
      this.compiled.set(schema, validate)
    }
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`)
  }
}
