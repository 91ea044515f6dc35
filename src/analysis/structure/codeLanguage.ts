import { childrenOf, type Element, isElement, type ParentNode } from '../markup/pageTree.ts'

/** As highlight.js and Prism, GitHub, Sphinx and SyntaxHighlighter write it. */
const named = /(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source-)?|brush:\s*)([^\s:;,{}"'`]{1,40})/i
const noLanguage: ReadonlySet<string> = new Set(['none', 'default', 'nohighlight', 'highlighter-rouge'])
const maxClassChars = 200
/** How far out the element may be that names the language of its code. */
const maxAncestors = 2
/** How many elements in a `<pre>` are looked at for its `<code>`. */
const maxChildren = 10

/**
 * The language of a `<pre>` as its mark-up names it, lower case: by `data-lang` or a class such as `language-x`
 * on it, on its `<code>`, or on what is made for highlighting round it. Null when nothing does.
 */
export function codeLanguage(pre: Element): string | null {
  const code = childrenOf(pre, maxChildren).find((child) => isElement(child) && child.name === 'code')
  const language = languageOf(pre) ?? (code !== undefined && isElement(code) ? languageOf(code) : null)
  if (language !== null) return language
  let ancestor: ParentNode | null = pre.parent
  for (let step = 0; step < maxAncestors && ancestor !== null && isElement(ancestor); step++) {
    const classes = ancestor.attribute('class')
    const found = classes?.includes('highlight') ? languageOf(ancestor) : null
    if (found !== null) return found
    ancestor = ancestor.parent
  }
  return null
}

function languageOf(element: Element): string | null {
  const written =
    element.attribute('data-lang') ??
    element.attribute('data-language') ??
    classLanguage(element.attribute('class'))
  const language = written?.trim().toLowerCase().toWellFormed() ?? ''
  return language === '' || noLanguage.has(language) || !/^[^\s`]{1,40}$/.test(language) ? null : language
}

function classLanguage(classes: string | undefined): string | undefined {
  return classes === undefined ? undefined : named.exec(classes.slice(0, maxClassChars))?.[1]
}
