const maxNameChars = 20
const maxTypeChars = 60

/** How much of an attribute with words is read. */
export const maxAttributeChars = 400
/** How much of a short text is read. */
export const maxTextChars = 100

/** The token for an element's name. */
export const nameToken = (name: string) => `<${name}`

/** Whether the words of an attribute say what its element is for. */
export function isWordyAttribute(name: string): boolean {
  return name === 'class' || name === 'id' || name === 'aria-label'
}

/** The token for what an attribute as a whole says, if it says anything. */
export function attributeTrait(name: string, value: string): string | null {
  switch (name) {
    case 'role':
      return traitToken(`role-${value.slice(0, maxNameChars)}`)
    case 'itemprop':
      return traitToken(`prop-${value.slice(0, maxNameChars)}`)
    case 'itemtype':
      return traitToken(`type-${value.slice(0, maxTypeChars).split('/').at(-1)}`)
    case 'aria-hidden':
      return value === 'true' ? '=aria-hidden' : null
    default:
      return null
  }
}

function traitToken(trait: string): string {
  return `=${trait.toLowerCase().replace(/\s+/g, '-')}`
}
