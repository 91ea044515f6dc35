import { attributeMarks } from '../markup/attributeMarks.ts'

const maxNameChars = 20
const maxTypeChars = 60

/** How much of an attribute with words is read. */
export const maxAttributeChars = 400
/** How much of a short text is read. */
export const maxTextChars = 100

/** The token for an element's name. */
export const nameToken = (name: string) => `<${name}`

/** The attributes whose words say what their element is for. */
export const wordyAttributes = ['class', 'id', 'aria-label'] as const
export const wordyMarks = marksOf(wordyAttributes)

/** The attributes that say something as a whole. */
export const traitAttributes = ['role', 'itemprop', 'itemtype', 'aria-hidden'] as const
export const traitMarks = marksOf(traitAttributes)

/** The token for what an attribute as a whole says, if it says anything. */
export function attributeTrait(name: (typeof traitAttributes)[number], value: string): string | null {
  switch (name) {
    case 'role':
      return traitToken(`role-${value.slice(0, maxNameChars)}`)
    case 'itemprop':
      return traitToken(`prop-${value.slice(0, maxNameChars)}`)
    case 'itemtype':
      return traitToken(`type-${value.slice(0, maxTypeChars).split('/').at(-1)}`)
    case 'aria-hidden':
      return value === 'true' ? '=aria-hidden' : null
  }
}

function marksOf(names: readonly (keyof typeof attributeMarks)[]): number {
  return names.reduce((marks, name) => marks | attributeMarks[name], 0)
}

function traitToken(trait: string): string {
  return `=${trait.toLowerCase().replace(/\s+/g, '-')}`
}
