/** Templates leave marks inside texts that something else fills in: such a value is not known yet. */
export function isFilledIn(text: string): boolean {
  return /\{\{|\{%.*%\}|\$\{|\$[A-Za-z_]|<%|@[A-Za-z_]\w*@/.test(text)
}

/** Whether a file is written for something that fills it in: by the end of its name, or by what it holds. */
export function isTemplate(uri: string, text: string): boolean {
  return /\.(j2|jinja2?|tmpl|tpl|erb|in)$/i.test(uri) || /\{\{|\{%[^]{0,4000}?%\}|<%|\$\{\w|(^|[\s"'[:,])@[A-Z_][A-Z0-9_]*@/.test(text) || /[\s:,["]\$[A-Z_][A-Z0-9_]*(?=[\s,\]}"])/.test(text)
}
