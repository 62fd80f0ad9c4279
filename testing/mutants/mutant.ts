/** One rule taken out of the code, and the test that has to notice. */
export interface Mutant {
  /** The rule that is taken out, in words; begins with the acceptance number where there is one. */
  readonly name: string
  /** Path of the source file from the project's root. */
  readonly file: string
  /** Text that occurs exactly once in the file. */
  readonly find: string
  readonly replace: string
  /** Path of the test file that has to fail. */
  readonly test: string
  /** Name pattern of the tests to run (`-t`), so that a run takes seconds. */
  readonly only?: string
  /** Why nothing can kill this one, when that is known. It then counts as explained, and still as a survivor. */
  readonly explained?: string
}

export type Verdict = 'killed' | 'survived' | 'invalid'

export interface MutantResult {
  readonly mutant: Mutant
  readonly verdict: Verdict
  /** The first test that failed, or why the mutant cannot be judged. */
  readonly by: string
  readonly seconds: number
}
