/** What a value comes to: by its key, and by what it looks like. */
import { objectOf } from '../../config/tree'
import type { StringNode } from '../../config/tree'
import { readDefinition, isFault, topSpace } from '../../options/definition'
import { plain } from '../../config/tree'
import { parsePeerUrl } from '../../net/peer-url'
import { durationOf } from '../../text/duration'
import { say } from '../../text/text'
import { mapAround, memberAround } from '../place-at'
import { isIdentifierType } from '../reservation-book'
import { addressPage } from './address-page'
import { classPage } from './class-page'
import { meaningOf } from './enum-words'
import { expressionPage } from './expression-page'
import { hookPage } from './hook-page'
import { keyPage, propertyOf } from './key-page'
import { loggerPage } from './logger-page'
import { optionCodeOf, optionDataPage, optionPage } from './option-page'
import { sentence } from './page'
import type { Block } from './page'
import { peerPage } from './peer-page'
import { identifierPage } from './reservation-page'
import { poolPage, subnetPage } from './subnet-page'
import { aroundOf } from './subject'
import type { Subject, TextSubject, ValueSubject } from './subject'

/** Of a number, true, false or null. */
export function valuePage(subject: ValueSubject): Block[] {
  const name = subject.scope?.name
  if (subject.key === 'code') {
    const option = name === 'option-data' ? optionDataPage(subject) : optionByCode(subject)
    if (option.length > 0) return option
  }
  const page = keyPage(subject)
  const long = durationLine(subject)
  return long ? [...page.slice(0, 1), long, ...page.slice(1)] : page
}

function durationLine(subject: ValueSubject): Block | undefined {
  const unit = propertyOf(subject)?.['x-kea-unit']
  if (subject.value.kind !== 'number' || (unit !== 's' && unit !== 'ms')) return undefined
  const long = durationOf(subject.value.value, unit)
  return long && sentence(unit === 's' ? say`${subject.value.value} s = ${long}` : say`${subject.value.value} ms = ${long}`)
}

function optionByCode(subject: ValueSubject): Block[] {
  const around = aroundOf(subject)
  if (!around || subject.value.kind !== 'number' || subject.scope?.family !== 'libdhcp_flex_option' || subject.scope.name !== 'option') return []
  return optionPage(topSpace(around.family), subject.value.value, around)
}

/** Of a text: what it is by its key; else whose address it is; else what its key says. */
export function textPage(subject: TextSubject): Block[] {
  const special = specialPage(subject)
  if (special.length > 0) return special
  const address = subject.key.includes('prefix') ? [] : addressPage(subject, addressIn(subject.value), subject.value)
  const meaning = enumLine(subject)
  const page = keyPage(subject)
  if (address.length > 0) return [...address, ...page.slice(1, 2)]
  return meaning ? [...page.slice(0, 1), meaning, ...page.slice(1)] : page
}

/** `eth0/192.0.2.1` is an interface with one of its addresses. */
function addressIn({ value }: StringNode): string {
  return value.includes('/') && !/\/\d+$/.test(value) ? value.slice(value.indexOf('/') + 1) : value
}

function enumLine({ scope, key, value }: TextSubject): Block | undefined {
  const words = meaningOf(scope?.name ?? '', key, value.value)
  return words && sentence(say`"${value.value}": ${words}`)
}

const classKeys: ReadonlySet<string> = new Set(['client-class', 'client-classes', 'require-client-classes', 'evaluate-additional-classes'])

function specialPage(subject: TextSubject): Block[] {
  const { scope, key, value } = subject
  const name = scope?.name ?? ''
  const isHook = scope?.family.startsWith('lib') === true
  if (value.value === '') return []
  if (classKeys.has(key) || (name === 'client-classes' && key === 'name')) return classPage(subject, value.value)
  if (scope?.family === 'libdhcp_ha') return haPage(subject, name)
  if (isHook || isUserContext(subject) || key === 'test' || key === 'template-test') return hookTextPage(subject)
  switch (name) {
    case 'subnet4':
    case 'subnet6':
      return key === 'subnet' ? subnetPage(subject) : []
    case 'pools':
      return key === 'pool' ? poolPage(subject) : []
    case 'pd-pools':
      return key === 'prefix' ? poolPage(subject) : []
    case 'reservations':
      return isIdentifierType(key) ? identifierPage(subject, value) : reservedAddressPage(subject)
    case 'option-data':
      return key === 'name' || key === 'data' ? optionTextPage(subject) : []
    case 'option-def':
      return key === 'name' ? definitionPage(subject) : []
    case 'hooks-libraries':
      return key === 'library' ? hookPage(value.value, subject.context.release) : []
    case 'loggers':
      return key === 'name' ? loggerPage(value.value) : []
    default:
      return key === 'relay-supplied-options' ? suppliedOptionPage(subject) : []
  }
}

function reservedAddressPage(subject: TextSubject): Block[] {
  if (subject.key !== 'ip-address' && subject.key !== 'ip-addresses') return []
  return addressPage(subject, subject.value.value, subject.value)
}

/** An address among the data may be more to the point than the option; it comes below it. */
function optionTextPage(subject: TextSubject): Block[] {
  const option = optionDataPage(subject)
  const address = subject.key === 'data' ? addressPage(subject, wordAt(subject), subject.value) : []
  return [...option, ...address]
}

/** What stands between commas around the cursor. */
function wordAt({ value: { value }, at }: TextSubject): string {
  if (at === undefined || !value.includes(',')) return value.trim()
  const from = value.lastIndexOf(',', at - 1) + 1
  const to = value.indexOf(',', at)
  return value.slice(from, to === -1 ? undefined : to).trim()
}

function haPage(subject: TextSubject, name: string): Block[] {
  const { key, value } = subject
  const isPeer = name === 'peer' && (key === 'name' || key === 'role')
  if (isPeer || (name === 'relationship' && key === 'this-server-name')) return peerPage(subject)
  if (name !== 'peer' || key !== 'url') return []
  const url = parsePeerUrl(value.value)
  const address = 'fault' in url ? [] : addressPage(subject, url.host.replace(/^\[|\]$/g, ''), value)
  return [...peerPage(subject), ...address]
}

function isUserContext({ map }: Subject): boolean {
  return memberAround(map)?.key === 'ddns-tuning' && objectOf(mapAround(map), 'ddns-tuning') === map
}

function hookTextPage(subject: TextSubject): Block[] {
  const expression = expressionPage(subject)
  if (expression.length > 0) return expression
  const around = aroundOf(subject)
  if (!around || subject.scope?.family !== 'libdhcp_flex_option' || subject.scope.name !== 'option' || subject.key !== 'name') return []
  const code = optionCodeOf(subject.value.value, topSpace(around.family), around)
  return code === undefined ? [] : optionPage(topSpace(around.family), code, around)
}

function suppliedOptionPage(subject: TextSubject): Block[] {
  const around = aroundOf(subject)
  const code = around && optionCodeOf(subject.value.value, topSpace(around.family), around)
  return around && code !== undefined ? optionPage(topSpace(around.family), code, around) : []
}

function definitionPage(subject: TextSubject): Block[] {
  const around = aroundOf(subject)
  const read = around && readDefinition(plain(subject.map) as Readonly<Record<string, unknown>>, around.family)
  return around && read && !isFault(read) ? optionPage(read.space, read.code, around) : []
}
