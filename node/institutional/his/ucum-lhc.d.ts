/** Of @lhncbc/ucum-lhc what is used here; it brings no types. */
declare module '@lhncbc/ucum-lhc' {
  interface Validation {
    /** `invalid` with a suggestion, too. */
    readonly status: 'valid' | 'invalid' | 'error'
  }
  interface UcumLhcUtils {
    validateUnitString(text: string): Validation
  }
  const ucum: { readonly UcumLhcUtils: { getInstance(): UcumLhcUtils } }
  export default ucum
}
