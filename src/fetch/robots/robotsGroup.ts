import type { RobotsDirective } from './robotsDirectives.ts'

/** The lines that apply to one robot: all groups that name it, as one. */
export interface RobotsGroup {
  readonly rules: readonly WrittenRule[]
  readonly crawlDelayMs: number | undefined
}

export interface WrittenRule {
  readonly allows: boolean
  readonly value: string
}

interface Gathering {
  readonly rules: WrittenRule[]
  crawlDelayMs: number | undefined
}

/**
 * The group for a robot: what stands under its name, or, where no line names it, what stands under `*` (RFC 9309,
 * 2.2.1). Of one `Crawl-delay` and another the longer counts.
 */
export function robotsGroup(directives: readonly RobotsDirective[], productToken: string): RobotsGroup {
  const groups = { own: emptyGroup(), general: emptyGroup(), other: emptyGroup() }
  const addressees = createAddressees<Gathering>()
  let whose: 'own' | 'general' = 'general'
  for (const { key, value } of directives) {
    if (key === 'user-agent') {
      const named = addressee(value, productToken)
      addressees.name(groups[named])
      if (named === 'own') whose = 'own'
    } else if (key === 'crawl-delay') {
      addressees.ofDelay().forEach((group) => {
        group.crawlDelayMs = longer(group.crawlDelayMs, crawlDelayMs(value))
      })
    } else if (key !== 'sitemap') {
      addressees.ofRule().forEach((group) => {
        group.rules.push({ allows: key === 'allow', value })
      })
    }
  }
  return groups[whose]
}

const emptyGroup = (): Gathering => ({ rules: [], crawlDelayMs: undefined })

/**
 * Whom the next line is for. A rule ends a list of user agents; a `Crawl-delay`, no rule by the RFC, does not: in
 * `User-agent: a, Crawl-delay: 9, User-agent: b, Disallow: /` the rule is for both, but the delay only for `a`.
 */
function createAddressees<Group>() {
  let ruleGroups = new Set<Group>()
  let delayGroups = new Set<Group>()
  let ruleSeen = false
  let delaySeen = false
  return {
    name(group: Group): void {
      if (ruleSeen) ruleGroups = new Set()
      if (ruleSeen || delaySeen) delayGroups = new Set()
      ruleSeen = false
      delaySeen = false
      ruleGroups.add(group)
      delayGroups.add(group)
    },
    ofRule(): ReadonlySet<Group> {
      ruleSeen = true
      return ruleGroups
    },
    ofDelay(): ReadonlySet<Group> {
      delaySeen = true
      return delayGroups
    },
  }
}

/** Whom a user-agent line means: by its letters, `-` and `_` up to anything else, and `*` alone or before a space. */
function addressee(value: string, productToken: string): 'own' | 'general' | 'other' {
  if (/^\*(?:\s|$)/.test(value)) return 'general'
  const token = /^[a-z_-]*/i.exec(value)?.[0] ?? ''
  return token !== '' && token.toLowerCase() === productToken.toLowerCase() ? 'own' : 'other'
}

function crawlDelayMs(value: string): number | undefined {
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(value)) return undefined
  return Math.min(Math.round(Number(value) * 1000), Number.MAX_SAFE_INTEGER)
}

function longer(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.max(a, b)
}
