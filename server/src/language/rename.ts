/** Another name for a thing, in every file of the deployment that speaks of it. */
import type { Range } from 'vscode-languageserver-types'
import type { TextEdit } from '../config/rewrite'
import { Text, say } from '../text/text'
import { rangeOf } from './range'
import { alreadyThere, whyFixed, whyNotNamed } from './names/name-rules'
import { spanOfName, textOfName } from './names/name'
import type { Name } from './names/name'
import { fileMeaning, nameAt, namesIn, occurrencesOf } from './names/things'
import type { Names, Occurrence } from './names/things'
import { optionKey } from './names/resolve'

/** The name to change, or in one sentence why it cannot be; undefined where there is none. */
export function renamedAt(uri: string, offset: number, names: Names): { readonly range: Range; readonly placeholder: string } | Text | undefined {
  const name = nameAt(uri, offset, names)
  const span = name && spanOfName(name)
  if (!name) return undefined
  const why = whyFixed(name, occurrencesOf(name, names))
  if (why) return why
  return span && { range: rangeOf(span), placeholder: textOfName(name) }
}

/** Edits of all files, or in one sentence why not. */
export function rename(uri: string, offset: number, wanted: string, names: Names): TextEdit[] | Text | undefined {
  const name = nameAt(uri, offset, names)
  if (!name) return undefined
  const text = textOfName(name)
  const all = occurrencesOf(name, names)
  const why = whyFixed(name, all)
  if (why) return why
  if (wanted === text) return []
  const whyNot = whyNotNamed(name, wanted, all) ?? clash(name, wanted, all, names)
  if (whyNot) return whyNot
  const written = JSON.stringify(wanted).slice(1, -1)
  // An option may go by its code too, or two definitions share one: only its name is another one now.
  return all.filter((one) => one.node.kind === 'string' && textOfName(one) === text).flatMap((one) => {
    const span = spanOfName(one)
    return span ? [{ ...span, text: written }] : []
  })
}

/** What is called so already would become the same thing. */
function clash(name: Occurrence, wanted: string, all: readonly Occurrence[], names: Names): Text | undefined {
  const files = new Set(all.map(({ file }) => file))
  const isThere = (thing: Pick<Name, 'kind' | 'key'>): boolean => [...files].some((file) => !namesIn(file, thing, names).next().done)
  const same = { kind: name.kind, key: wanted }
  switch (name.kind) {
    case 'peer':
      if (isThere({ kind: 'class', key: `HA_${wanted}` })) return say`The class HA_${wanted} is named already, and would become the one of this server.`
      return isThere(same) ? alreadyThere(name, wanted) : undefined
    case 'class':
      return isThere(same) || spawnedOtherwise(name, wanted, [...files], names) ? alreadyThere(name, wanted) : undefined
    case 'option': {
      const { option } = name
      if (!option) return undefined
      const isTaken = [...files].some((file) => isThere({ kind: 'option', key: optionKey({ ...option, name: wanted, code: undefined }, fileMeaning(file, names)) }))
      return isTaken ? alreadyThere(name, wanted) : undefined
    }
    default:
      return isThere(same) ? alreadyThere(name, wanted) : undefined
  }
}

/** SPAWN_<template>_<value>: a template's name may not begin like another one's with its value. */
function spawnedOtherwise({ key }: Name, wanted: string, files: readonly Occurrence['file'][], names: Names): boolean {
  const templates = files.flatMap((file) => fileMeaning(file, names).templates)
  return templates.includes(key) && templates.some((one) => one !== key && (one.startsWith(`${wanted}_`) || wanted.startsWith(`${one}_`)))
}
