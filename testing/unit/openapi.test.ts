/** The descriptions of the REST interfaces: every operation says what it is for, what it answers, and shows it. */
import { describeApi } from '@hdms/platform/node/api.ts'
import fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { Checker, descriptionOf, OWNERS } from '../support/openapi.ts'

describe.each(OWNERS)('openapi.json of %s', (owner) => {
  const description = descriptionOf(owner)
  const operations = Object.entries(description.paths).flatMap(([path, all]) =>
    Object.entries(all).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  )

  test('is OpenAPI 3.1, and every operation has a name of its own', () => {
    expect(description.openapi).toBe('3.1.0')
    const names = operations.map(([, { operationId }]) => operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(operations)('%s: what it is for, its answer with an example that is one, and its refusals', (_name, operation) => {
    const checker = new Checker(owner)
    expect(operation.summary).toMatch(/\w.*\.$/)
    expect(operation.responses['default']).toBeDefined()
    const answers = Object.entries(operation.responses).filter(([status]) => /^20/.test(status))
    expect(answers.length).toBeGreaterThan(0)
    const contents = [...answers.map(([, { content }]) => content), operation.requestBody?.content]
    for (const [type, { schema, example }] of contents.flatMap((content) => Object.entries(content ?? {}))) {
      expect(schema).toBeDefined()
      if (!type.endsWith('json')) continue
      expect(example).toBeDefined()
      expect(checker.valid(schema as object, example)).toEqual([])
    }
  })

  test('no example names a machine or a person that there is', () => {
    expect(JSON.stringify(description)).not.toMatch(/127\.0\.0\.1|localhost|\/tmp\/|\/home\/|\/root\//)
  })
})

test('a server does not start with an operation that is not described, and shows of a description only what it has', async () => {
  const operation = (tag: string) => ({ get: { tags: [tag] } })
  const description = {
    openapi: '3.1.0',
    paths: { '/openapi.json': operation('all'), '/a/{id}': operation('one'), '/b': operation('other') },
  }
  const app = fastify()
  describeApi(app, { description, tags: ['all', 'one'] })
  app.get('/a/:name', async () => ({}))
  expect(() => app.get('/b', async () => ({}))).toThrow(expect.objectContaining({ code: 'BUG', message: expect.stringContaining('/b') }))
  expect(() => app.post('/a/:id', async () => ({}))).toThrow(/openapi.json/)
  const guarded = { get: { tags: ['one'], security: [{ operator: [] }] }, post: { tags: ['one'], requestBody: { content: {} } } }
  const other = fastify()
  describeApi(other, { description: { paths: { '/openapi.json': operation('all'), '/c': guarded } } })
  expect(() => other.get('/c', async () => ({}))).toThrow(/nobody checks the credential operator/)
  expect(() => other.post('/c', async () => ({}))).toThrow(/no limit of its body/)
  const { paths } = (await app.inject('/openapi.json')).json() as { paths: object }
  expect(Object.keys(paths)).toEqual(['/openapi.json', '/a/{id}'])
})
