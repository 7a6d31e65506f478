/** validators.js is written by the build and checked by its callers: functions `v0`, `v1`, … */
declare module '*/generated/validators' {
  const validators: Readonly<Record<string, unknown>>
  export = validators
}
