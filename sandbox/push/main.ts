/**
 * A stand-in for Firebase Cloud Messaging on loopback: takes what the real SDK sends (HTTP v1 API, messages:send) and lets personal nodes
 * wait for their wake-ups. It checks the form of the requests, so that what works here has the form that FCM documents.
 */
import { LISTENING, port } from '@hdms/platform/node/config.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'

await runMain({
  name: 'push-stand-in',
  about: 'a stand-in for Firebase Cloud Messaging',
  options: { ...LISTENING, port: port(7405, 'Its FCM HTTP v1 API.') },
  start: async (o, logger) => {
    const counts = new Map<string, number>()
    const waiting = new Map<string, Set<() => void>>()
    const topics = new Map<string, Set<string>>()
    // The SDK believes that it speaks to Google.
    const app = httpService({ logger, pages: true, listening: o, names: ['fcm.googleapis.com', 'iid.googleapis.com'] })
    const sendBody = {
      type: 'object',
      required: ['message'],
      properties: {
        message: {
          type: 'object',
          required: ['data'],
          properties: {
            token: { type: 'string' },
            topic: { type: 'string' },
            data: { type: 'object', additionalProperties: { type: 'string' } },
          },
        },
      },
    } as const
    const refused = { error: { code: 401, status: 'UNAUTHENTICATED', message: 'no access token' } }
    let sent = 0
    app.post<{ Params: { project: string; method: string }; Body: { message: { token?: string; topic?: string } } }>(
      '/v1/projects/:project/:method',
      { schema: { body: sendBody } },
      async ({ params: { project, method }, body: { message }, headers }, reply) => {
        if (method !== 'messages:send' || !headers.authorization?.startsWith('Bearer ')) return reply.code(401).send(refused)
        const tokens = message.topic === undefined ? [message.token ?? ''] : (topics.get(message.topic) ?? [])
        for (const token of tokens) {
          counts.set(token, (counts.get(token) ?? 0) + 1)
          for (const wake of waiting.get(token) ?? []) wake()
        }
        return { name: `projects/${project}/messages/${++sent}` }
      },
    )
    app.post<{ Params: { project: string; token: string }; Querystring: { topic_name?: string } }>(
      '/v1/projects/:project/registrations/:token/topicSubscriptions',
      async ({ params: { project, token }, query: { topic_name: topic = '' }, headers }, reply) => {
        if (topic === '' || !headers.authorization?.startsWith('Bearer ')) return reply.code(401).send(refused)
        topics.set(topic, (topics.get(topic) ?? new Set()).add(token))
        return { name: `projects/${project}/registrations/${token}/topicSubscriptions/${topic}` }
      },
    )
    app.post<{ Body: { token: string; after: number } }>('/listen', async ({ body: { token, after } }) => {
      const count = () => counts.get(token) ?? 0
      if (count() === after) {
        await new Promise<void>((resolve) => {
          const set = waiting.get(token) ?? new Set()
          waiting.set(token, set)
          const done = (): void => {
            clearTimeout(timer)
            set.delete(done)
            resolve()
          }
          const timer = setTimeout(done, 15_000)
          set.add(done)
        })
      }
      return { count: count() }
    })
    const { url } = await listen(app, o)
    return { address: { rest: url }, stop: () => app.close() }
  },
})
