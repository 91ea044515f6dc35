/** The arguments of every `scrape` command in lines of code, as a shell would pass them; also where they stand as a list, as in a Dockerfile. */
export function commandWords(lines: readonly string[]): string[][] {
  return lines.flatMap((line) => {
    const [list] = /\["scrape"(?:, *"[^"]*")*\]/.exec(line) ?? []
    if (list !== undefined) return [(JSON.parse(list) as string[]).slice(1)]
    const words = [...line.matchAll(/'[^']*'|"[^"]*"|\S+/g)].map(([word]) => word)
    const start = words.findIndex((word, index) => isCommand(word, words[index - 1]))
    if (start === -1) return []
    const rest = words.slice(start + 1)
    const end = rest.findIndex((word) => /^(?:[|;>&#]|\d>|\|\||&&)/.test(word))
    return [(end === -1 ? rest : rest.slice(0, end)).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))]
  })
}

/** `scrape` where a command may stand, or the file that it is. */
function isCommand(word: string, before: string | undefined): boolean {
  if (word.endsWith('/dist/command.js')) return true
  return word === 'scrape' && (before === undefined || /^(?:\$|\||&&|npx|[A-Z_]+=.*)$/.test(before))
}
