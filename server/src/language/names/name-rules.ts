/** Which names can be changed, and into what. */
import { isFilledIn } from '../../config/placeholder'
import { isSpecialClass } from '../../lint/class-usage'
import { isOptionName, isSpaceName } from '../../options/names'
import { allStandardOptions } from '../../options/standard'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { spanOfName, textOfName } from './name'
import type { Name } from './name'
import type { Occurrence } from './things'

/** Why the thing keeps its name; undefined where it may have another one. `all`: every place of it. */
export function whyFixed(name: Name, all: readonly Occurrence[]): Text | undefined {
  const text = textOfName(name)
  switch (name.kind) {
    case 'subnet-id':
      return say`Leases and reservations are kept under the id of their subnet, so that it is no name to be changed by renaming.`
    case 'subnet':
    case 'door':
    case 'ddns-door':
      return say`An address is no name: it cannot be renamed.`
    case 'interface':
      return say`The system names its interfaces: "${text}" cannot be renamed here.`
    case 'class':
      if (isSpecialClass(text)) return say`Kea itself gives the class ${text} its name, so that it cannot be renamed.`
      break
    case 'option':
      if (name.node.kind === 'number' || /^\d+$/.test(text)) return say`The code of an option is what clients know it by: it cannot be renamed.`
      break
    case 'space':
      if (isStandardSpace(text)) return say`The option space "${text}" is built into Kea, so that it cannot be renamed.`
      break
    default:
  }
  if (isFilledIn(text)) return say`"${text}" is filled in by something else, so that it cannot be renamed here.`
  const isDefined = all.some((one) => one.role === 'definition')
  if (name.kind === 'option' && !isDefined) return say`No definition of the option ${text} is in these files, so that it cannot be renamed.`
  if (!isDefined && name.kind !== 'class' && name.kind !== 'space') return say`Nothing in these files defines "${text}", so that it cannot be renamed.`
  const unreadable = all.find(({ file }) => file.doubtfulFrom !== Infinity)
  if (unreadable) return say`A file that names "${text}" cannot be read to its end: brackets or quotes have to match before it can be renamed.`
  if (all.some((one) => one.node.kind === 'string' && !spanOfName(one))) return say`"${text}" stands in a text that is not closed, so that it cannot be renamed yet.`
  if (name.kind === 'socket' && all.some((one) => textOfName(one) !== text)) return say`The files write the path of this socket in several ways, so that it cannot be renamed: write it the same everywhere first.`
  return undefined
}

/** Why the thing cannot have that name; undefined where it can. `all`: every place of it. */
export function whyNotNamed(name: Name, wanted: string, all: readonly Occurrence[]): Text | undefined {
  if (wanted === '') return say`A name has at least one character.`
  if (wanted !== wanted.trim()) return say`A name neither begins nor ends with a blank.`
  if (/\p{Cc}/u.test(wanted)) return say`A name holds no control characters.`
  const isInExpression = all.some(isExpression)
  switch (name.kind) {
    case 'class':
    case 'peer':
      if (isInExpression && wanted.includes("'")) return say`An expression names it between single quotes, so that it cannot have one in its name.`
      if (name.kind === 'class' && isSpecialClass(wanted)) return say`Kea itself gives clients the class ${wanted}: choose another name.`
      return undefined
    case 'option':
      if (!isOptionName(wanted)) return say`The name of an option has letters, digits, hyphens and underscores, and begins and ends with a letter or a digit.`
      if (isInExpression && !/^[A-Za-z]/.test(wanted)) return say`An expression names the option, so that its name has to begin with a letter.`
      return isStandardName(name, wanted) ? say`Kea has an option ${wanted} in the space ${name.option?.space ?? ''} already.` : undefined
    case 'space':
      if (!isSpaceName(wanted)) return say`The name of an option space has letters, digits, hyphens and underscores, and begins and ends with a letter or a digit.`
      return isStandardSpace(wanted) ? say`The option space "${wanted}" is built into Kea: choose another name.` : undefined
    case 'key':
      return /\s/.test(wanted) || wanted.split('.').some((label, at, labels) => label.length > 63 || (label === '' && at < labels.length - 1)) ? say`The name of a key is written as a domain name.` : undefined
    case 'socket':
      if (textOfName(name).startsWith('/') && !wanted.startsWith('/')) return say`The path of a socket begins with a slash.`
      return new TextEncoder().encode(wanted).length > 107 ? say`The path of a socket has at most 107 bytes.` : undefined
    default:
      return undefined
  }
}

function isExpression({ node, part }: Name): boolean {
  return part !== undefined && node.kind === 'string' && /[[(]/.test(node.value.slice(0, part.from))
}

function isStandardName({ option }: Name, wanted: string): boolean {
  return allStandardOptions.some((one) => one.space === option?.space && one.name === wanted)
}

function isStandardSpace(space: string): boolean {
  return space === 'dhcp4' || space === 'dhcp6' || space.startsWith('vendor-') || allStandardOptions.some((one) => one.space === space || one.encapsulates === space)
}

/** How a message calls what already has the name. */
export function alreadyThere({ kind, key }: Pick<Name, 'kind' | 'key'>, wanted: string): Text {
  switch (kind) {
    case 'peer':
      return say`A server is called "${wanted}" already.`
    case 'class':
      return say`A client class is called "${wanted}" already.`
    case 'network':
      return say`A shared network is called "${wanted}" already.`
    case 'option':
      return say`An option of this space is called "${wanted}" already.`
    case 'space':
      return say`An option space is called "${wanted}" already.`
    case 'key':
      return say`A key is called "${wanted}" already.`
    case 'socket':
      return say`Something else has a socket at ${wanted} already.`
    default:
      return say`"${wanted}" is taken in place of ${key} already.`
  }
}
