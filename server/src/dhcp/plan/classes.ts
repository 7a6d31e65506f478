/** `client-classes` → tests that are ready to run (ARM, "Client Classification"). */
import { compileBoolean, compileString } from '../../expression/compile'
import { isBuiltInClass } from '../../expression/built-in-classes'
import { parseExpression } from '../../expression/parse'
import type { ParseContext } from '../../expression/parse'
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { parseAddress } from '../../net/ipv4'
import { definitionsOf, isFault, readDefinition } from '../../options/definition'
import type { Definition, Definitions } from '../../options/definition'
import type { ClientClass } from '../plan-types'
import { lifetime, seconds } from './inherit'
import { planOptions } from './options'
import { flagOf, mapsOf, PlanError, textOf } from './scope'
import type { ConfigMap } from './scope'

export function planClasses(dhcp4: ConfigMap, definitions: Definitions, own: readonly Definition[], release: Release): ClientClass[] {
  const classes: ClientClass[] = []
  const byName = new Map<string, ClientClass>()
  const context: ParseContext = {
    release,
    family: 4,
    optionCode: (name) => definitions.byName('dhcp4', name)?.code,
    isClassDefined: (name) => byName.has(name),
  }
  for (const [at, map] of mapsOf(dhcp4, 'client-classes').entries()) {
    const pointer = `/client-classes/${at}`
    const one = planClass(map, pointer, context, byName, own, release)
    if (byName.has(one.name)) throw new PlanError(`${pointer}/name`, `there are two classes named ${one.name}`)
    classes.push(one)
    byName.set(one.name, one)
  }
  return classes
}

function planClass(map: ConfigMap, pointer: string, context: ParseContext, byName: ReadonlyMap<string, ClientClass>, own: readonly Definition[], release: Release): ClientClass {
  const name = textOf(map, 'name') ?? ''
  if (name === '') throw new PlanError(pointer, 'a class needs a name')
  const ofClass: Definition[] = []
  for (const [at, entry] of mapsOf(map, 'option-def').entries()) {
    const read = readDefinition(entry)
    if (isFault(read)) throw new PlanError(`${pointer}/option-def/${at}`, String(read.fault))
    ofClass.push(read)
  }
  const test = compileTest(textOf(map, 'test'), `${pointer}/test`, context)
  const template = compileTemplate(textOf(map, 'template-test'), `${pointer}/template-test`, context)
  return {
    name,
    test: test?.run,
    template: template?.run,
    onlyInAdditionalList: flagOf(map, 'only-in-additional-list') ?? flagOf(map, 'only-if-required') ?? false,
    dependsOnKnown: template ? atLeast(release, '3.2') && template.classes.some(waitsForHosts) : test?.classes.some((one) => waitsForHosts(one) || (!isBuiltInClass(one) && byName.get(one)?.dependsOnKnown === true)) ?? false,
    options: planOptions(map, ofClass.length === 0 ? definitionsOf(release, own) : definitionsOf(release, [...own, ...ofClass]), pointer),
    definesOptions: ofClass.map((one) => one.code),
    nextServer: parseAddress(textOf(map, 'next-server') ?? '') ?? 0,
    serverHostname: textOf(map, 'server-hostname') ?? '',
    bootFileName: textOf(map, 'boot-file-name') ?? '',
    valid: lifetime([map], 'valid-lifetime', pointer),
    offerLifetime: seconds([map], 'offer-lifetime'),
    source: map,
  }
}

function compileTest(text: string | undefined, pointer: string, context: ParseContext): { run: ClientClass['test']; classes: readonly string[] } | undefined {
  if (text === undefined || text === '') return undefined
  const parsed = parseExpression(text, 'boolean', context)
  if (!parsed.ok) throw new PlanError(pointer, `${String(parsed.message)} (at character ${parsed.start + 1})`)
  return { run: compileBoolean(parsed.expression), classes: parsed.classes }
}

function waitsForHosts(name: string): boolean {
  return name === 'KNOWN' || name === 'UNKNOWN'
}

/** It may name classes that are spawned only as packets come. */
function compileTemplate(text: string | undefined, pointer: string, context: ParseContext): { run: ClientClass['template']; classes: readonly string[] } | undefined {
  if (text === undefined || text === '') return undefined
  const parsed = parseExpression(text, 'string', { ...context, isClassDefined: () => true })
  if (!parsed.ok) throw new PlanError(pointer, `${String(parsed.message)} (at character ${parsed.start + 1})`)
  return { run: compileString(parsed.expression), classes: parsed.classes }
}
