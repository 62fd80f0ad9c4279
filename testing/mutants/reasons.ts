/** The words of refusals: both languages to the end, nothing of a peer's repeated, no sentence that leaves with the data. */
import type { Mutant } from './mutant.ts'

const words = { file: 'shared/words.ts', test: 'testing/unit/reasons.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...{ name: 'a Korean reader gets English words', ...words },
    find: "words[language === 'en' ? 0 : 1], data, language)",
    replace: 'words[0], data, language)',
  },
  {
    ...{ name: 'a reason within another one stays English', ...words },
    find: "words[language === 'en' ? 0 : 1], { ...data, [key]: '?' }, language)",
    replace: "words[0], { ...data, [key]: '?' }, language)",
  },
  {
    ...{ name: 'a reason within another one is said as its id', ...words },
    find: "if (words) return fillIn(words[language === 'en' ? 0 : 1], { ",
    replace: "if (words && key === '') return fillIn(words[1], { ",
  },
  { ...{ name: 'nouns stay English', ...words }, find: '(nounInKorean(value) ?? value)', replace: 'value' },
  {
    ...{ name: 'nouns become Korean for English readers', ...words },
    find: "language === 'ko' && NAMED.has(key)",
    replace: 'NAMED.has(key)',
  },
  { ...{ name: 'the sentence leaves with the data', ...words }, find: 'enumerable: false', replace: 'enumerable: true' },
  {
    ...{ name: 'particles are not chosen', ...words },
    find: "return language === 'ko' ? filled.replace",
    replace: 'return language === undefined ? filled.replace',
  },
  {
    ...{ name: 'names that every object has are nouns', ...words, file: 'shared/nouns.ts' },
    find: 'Object.hasOwn(KOREAN, noun) ? KOREAN[noun] :',
    replace: 'noun in KOREAN ? String(KOREAN[noun]) :',
  },
  {
    ...{ name: 'a refusal without a reason loses its code', ...words, file: 'shared/errors.ts' },
    find: "data['why'] ?? code)",
    replace: "data['why'] ?? 'BUG')",
  },
]
