/** What a hover is about, and what it may look at. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import type { Node, ObjectNode, StringNode } from '../../config/tree'
import type { Deployment } from '../../deployment/deployment'
import { surroundingsOf } from '../../lint/scopes'
import type { Surroundings } from '../../lint/scopes'
import type { Scope } from '../../schema/schemas'
import { addressBook } from '../address-book'
import type { AddressBook, SubnetMemory } from '../address-book'
import { classBook } from '../class-book'
import type { ClassBook, MentionMemory } from '../class-book'
import type { ReservationMemory } from '../reservation-book'

export interface HoverContext {
  readonly release: Release
  /** Of the last check; empty before. */
  readonly deployments: readonly Deployment[]
  readonly memory: HoverMemory
}

/** What stays true as long as the same part of a file stands; who keeps it decides how long. */
export interface HoverMemory {
  readonly subnets: SubnetMemory
  readonly reservations: ReservationMemory
  readonly mentions: MentionMemory
  readonly files: WeakMap<ConfigFile, FileMemory>
}

interface FileMemory {
  readonly release: Release
  readonly around: Surroundings | undefined
  readonly book: AddressBook | undefined
  classes?: ClassBook
}

export function createHoverMemory(): HoverMemory {
  return { subnets: new WeakMap(), reservations: new WeakMap(), mentions: new WeakMap(), files: new WeakMap() }
}

/** A key or a value of a file. */
export interface Subject {
  readonly file: ConfigFile
  readonly context: HoverContext
  /** The map that it stands in, and what the schemas call that. */
  readonly map: ObjectNode
  readonly scope: Scope | undefined
  readonly key: string
}

export interface ValueSubject extends Subject {
  readonly value: Node
}

export interface TextSubject extends Subject {
  readonly value: StringNode
  /** How many characters of the text stand before the cursor; undefined where escapes hide it. */
  readonly at: number | undefined
}

function remembered({ file, context: { release, memory } }: Pick<Subject, 'file' | 'context'>): FileMemory {
  const known = memory.files.get(file)
  if (known?.release === release) return known
  const made = { release, around: surroundingsOf(file, release), book: addressBook(file, release, memory.subnets) }
  memory.files.set(file, made)
  return made
}

export function aroundOf(subject: Pick<Subject, 'file' | 'context'>): Surroundings | undefined {
  return remembered(subject).around
}

export function bookOf(subject: Pick<Subject, 'file' | 'context'>): AddressBook | undefined {
  return remembered(subject).book
}

export function classesOf(subject: Pick<Subject, 'file' | 'context'>): ClassBook | undefined {
  const memory = remembered(subject)
  return memory.around && (memory.classes ??= classBook(memory.around, subject.context.memory.mentions))
}
