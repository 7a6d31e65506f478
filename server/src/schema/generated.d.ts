/** validators.js is written by the build and checked by its callers. */
declare module '*/generated/validators' {
  const validators: Readonly<Record<string, unknown>>
  export default validators
}
