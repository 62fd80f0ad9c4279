/** The paper's 16 steps of a trade, as both sides tell them. */
import type { Words } from '../engine/question.ts'

export const tradingSteps: readonly Words[] = [
  { en: 'A researcher asked for data.', ko: '연구자가 데이터를 요청했습니다.' },
  { en: 'Every personal node was told of the query.', ko: '모든 개인 노드에 질의가 전달되었습니다.' },
  { en: 'The node looked into its own records; nothing left it.', ko: '노드가 자기 기록을 살펴보았으며 아무것도 내보내지 않았습니다.' },
  { en: 'A list of what there is was made, without values.', ko: '값 없이 보유 목록을 만들었습니다.' },
  { en: 'The list was sealed to the institution.', ko: '목록을 기관만 열 수 있게 암호화했습니다.' },
  { en: 'The list was sent under a one-time name.', ko: '목록을 일회용 이름으로 보냈습니다.' },
  { en: 'The institution opened the list.', ko: '기관이 목록을 열었습니다.' },
  { en: 'The researcher chose this answer.', ko: '연구자가 이 응답을 골랐습니다.' },
  { en: 'The person was asked for what they showed.', ko: '목록에 있는 데이터를 본인에게 요청했습니다.' },
  { en: 'The person agreed to this sale alone.', ko: '본인이 이번 판매에만 동의했습니다.' },
  { en: 'The records were sealed to the institution.', ko: '기록을 기관만 열 수 있게 암호화했습니다.' },
  { en: 'They were sent, and paid for in the same step.', ko: '데이터를 보내고 같은 단계에서 대가를 받았습니다.' },
  { en: 'The notaries were asked for the verification keys.', ko: '공증 기관들에 검증키를 조회했습니다.' },
  { en: 'The notaries signed the list of keys.', ko: '공증 기관들이 검증키 목록에 서명했습니다.' },
  { en: 'The records are as they were issued or claimed.', ko: '기록이 발급되거나 인정된 그대로임을 확인했습니다.' },
  { en: 'The data are open for analysis.', ko: '데이터를 분석에 쓸 수 있습니다.' },
]
