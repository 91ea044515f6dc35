/** A small page of words that no two paths share entirely. */
export function pageOf(path: string): string {
  return `<!doctype html><html lang="en"><head><title>Page ${path}</title></head>
    <body><h1>About ${path}</h1><p>The mill by the river grinds ${path} every day.</p><a href="/other">other</a></body></html>`
}
