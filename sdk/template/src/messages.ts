/** What the two sides say to each other. A message of another form is refused before a flow sees it. */
import { flag, message, record, whole } from '@hdms/sdk'

export const offer = message('offer', record({ amount: whole(1, 1_000_000) }))
export const answer = message('answer', record({ agreed: flag }))
