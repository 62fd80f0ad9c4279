/** The part of a person's page: what is shown of the states, and what can be begun. */
import type { Screen } from '@hdms/sdk'
import { IOU } from './state.ts'

export const screen: Screen = {
  title: { en: 'Debts', ko: '채무' },
  shows: [{ contract: IOU, fields: { amount: { en: 'Amount', ko: '금액' } } }],
  starts: [{ flow: 'iou.issue', fields: { lender: { en: 'From whom', ko: '빌려줄 곳' }, amount: { en: 'Amount', ko: '금액' } } }],
}
