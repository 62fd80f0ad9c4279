/** Why commands refuse, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'on-or-off': ['say on or off', 'on이나 off로 적으세요'],
    ambiguous: ['more than one begins so; type more of it', '그렇게 시작하는 것이 여럿입니다. 더 길게 입력하세요'],
    'name-evidence': ['name the file of evidence', '증거 파일을 적으세요'],
    'check-or-save': ['say check, save, or nothing', 'check나 save를 적거나 비워 두세요'],
    'field-value': ['write FIELD=VALUE', 'FIELD=VALUE로 적으세요'],
    'yes-or-no': ['say yes or no', 'yes나 no로 적으세요'],
    'number-range': ['{field} must be a number from {least} to {most}', '{field}은(는) {least}에서 {most}까지의 숫자여야 합니다'],
    'unknown-scene': ['unknown scene "{scene}"; one of {scenes}', '장면 "{scene}"을(를) 알 수 없습니다. {scenes} 가운데 하나를 쓰세요'],
    'unknown-part': ['unknown "{part}" in --person', '--person의 "{part}"을(를) 알 수 없습니다'],
    'no-recording': ['{path} cannot be read as a recording ({detail})', '{path}을(를) 기록으로 읽을 수 없습니다({detail})'],
    'board-members': ['a JSON list of {form} of members of a board', '심의위원들의 {form} JSON 목록이어야 합니다'],
    'name-record-to': ['name the file to record to', '기록할 파일을 적으세요'],
    'name-recording': ['name the recording', '기록 파일을 적으세요'],
    plot: ['the plot is path, pressure or trend', '그림은 path, pressure, trend 가운데 하나여야 합니다'],
    'only-side': ['--only is left or right', '--only는 left나 right여야 합니다'],
    'no-shoes': ['{path} holds no shoes', '{path}에 신발이 없습니다'],
    'command-one-of': ['the node has these commands: {known}', '노드에 있는 명령은 다음과 같습니다: {known}'],
    'capability-name': [
      'a name has small letters, digits and hyphens, at most 30',
      '이름은 영문 소문자, 숫자, 하이픈으로 최대 30자여야 합니다',
    ],
    'folder-not-empty': ['the folder is there and not empty', '폴더가 이미 있으며 비어 있지 않습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type CliReasons = typeof REASONS

/** Refuses with one of the reasons above. */
export const refuse: Refuse<CliReasons> = refusing('cli', REASONS)
