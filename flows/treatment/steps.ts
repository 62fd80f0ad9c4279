/** The paper's 21 steps of a treatment, as both sides tell them. */
import type { Words } from '../engine/question.ts'

export const treatmentSteps: readonly Words[] = [
  { en: 'The hospital’s node was verified.', ko: '병원 노드를 확인했습니다.' },
  { en: 'The request was made and sealed to the hospital.', ko: '진료 요청을 만들어 병원만 열 수 있게 암호화했습니다.' },
  { en: 'The sealed request was sent.', ko: '암호화된 요청을 보냈습니다.' },
  { en: 'The hospital opened the request and checked its signature.', ko: '병원이 요청을 열고 서명을 확인했습니다.' },
  { en: 'The request was handed to the hospital’s system.', ko: '요청이 병원정보시스템에 전달되었습니다.' },
  { en: 'The hospital’s system knew the person and approved.', ko: '병원정보시스템이 본인을 확인하고 승인했습니다.' },
  { en: 'The request’s verification key was made.', ko: '요청의 검증키를 만들었습니다.' },
  { en: 'It was sealed to the notary.', ko: '검증키를 공증 기관만 열 수 있게 암호화했습니다.' },
  { en: 'The notary notarised the approval.', ko: '공증 기관이 승인을 공증했습니다.' },
  { en: 'The approval reached the person.', ko: '승인이 본인에게 도착했습니다.' },
  { en: 'The hospital asked for data.', ko: '병원이 데이터를 요청했습니다.' },
  { en: 'The person consented, and shared what the consent covers.', ko: '본인이 동의하고 동의한 범위의 데이터를 공유했습니다.' },
  { en: 'The hospital opened the data and checked them.', ko: '병원이 데이터를 열고 확인했습니다.' },
  {
    en: 'The data are with the hospital’s system; the treatment takes place.',
    ko: '데이터가 병원정보시스템에 전달되어 진료가 이루어집니다.',
  },
  { en: 'The result’s verification key was made.', ko: '진료 결과의 검증키를 만들었습니다.' },
  { en: 'It was sealed to the notary.', ko: '검증키를 공증 기관만 열 수 있게 암호화했습니다.' },
  { en: 'The result was sealed to the person.', ko: '진료 결과를 본인만 열 수 있게 암호화했습니다.' },
  { en: 'The result was sent.', ko: '진료 결과를 보냈습니다.' },
  { en: 'The person’s node opened the result, checked it and kept it.', ko: '본인의 노드가 결과를 열어 확인하고 보관했습니다.' },
  { en: 'The person confirmed the result.', ko: '본인이 결과를 확인했습니다.' },
  { en: 'The notary made the result final.', ko: '공증 기관이 결과를 확정했습니다.' },
]
