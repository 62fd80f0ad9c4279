/** Why person refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'none-or-one-of': ['none or one of {allowed}', 'none이나 {allowed} 가운데 하나여야 합니다'],
    'true-or-false': ['say true or false', 'true나 false로 적으세요'],
    'sending-form': ['all or thin', 'all이나 thin으로 적으세요'],
    'time-form': ['write it as 2027-05-01T00:00:00Z', '2027-05-01T00:00:00Z처럼 적으세요'],
    'number-range': ['a number from {least} to {most}', '{least}에서 {most}까지의 숫자여야 합니다'],
    'samples-form': ['at most {most} lists of time (s), x, y, z (m/s²)', '시각(초), x, y, z(m/s²)의 목록이 최대 {most}개여야 합니다'],
    'say-one-of': ['say {allowed}', '{allowed} 가운데 하나를 적으세요'],
    'units-from-one': ['a whole number of units from 1 on', '1 이상의 정수여야 합니다'],
    'list-of': ['a list of {allowed}', '{allowed}의 목록이어야 합니다'],
    'fhir-json': ['send application/fhir+json', 'application/fhir+json으로 보내세요'],
    'birth-date-form': ['write it as 1984-04-17', '1984-04-17처럼 적으세요'],
    'one-of': ['one of {allowed}', '{allowed} 가운데 하나여야 합니다'],
    'end-after-start': ['the end lies after the start', '끝은 시작보다 뒤여야 합니다'],
    'six-minutes': ['a test takes six minutes at most', '검사는 최대 6분입니다'],
    'not-over': ['it is not over yet', '아직 끝나지 않았습니다'],
    'day-ago': ['it was made more than a day ago', '하루보다 더 전에 한 검사입니다'],
    'other-test': ['another test was made at that time', '그 시각에 다른 검사가 있습니다'],
    'seconds-form': ['start and end are seconds since 1970', '시작과 끝은 1970년부터 센 초로 적어야 합니다'],
  },
  NOT_ALLOWED: {
    'day-entered': ['the day has no whole minute that is not entered yet', '아직 기록하지 않은 온전한 1분이 이날에 없습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type PersonReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<PersonReasons> = refusing('person', REASONS)
