/** Every case, theme by theme. */
import type { Case } from '../case'
import { clientCases } from './clients'
import { exchangeCases } from './exchanges'
import { networkCases } from './networks'
import { optionCases } from './options'

export const allCases: readonly Case[] = [...exchangeCases, ...optionCases, ...clientCases, ...networkCases]
