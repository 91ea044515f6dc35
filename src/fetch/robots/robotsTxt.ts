import { type RobotsDirective, robotsDirectives } from './robotsDirectives.ts'
import { robotsGroup } from './robotsGroup.ts'
import { detachedLines, utf8Text } from './robotsOctets.ts'
import { matchingRule, type RobotsRule, robotsRules } from './robotsRule.ts'

/** What a robots.txt says to one robot. */
export interface RobotsRules {
  /**
   * Whether the robot may ask for a URL, and the rule that decides it (`Disallow: /private`), where one matches.
   * The URL is one that is percent-encoded already, such as `URL.href`. Without a rule everything is allowed,
   * and `/robots.txt` always is.
   */
  verdict(url: string): RuleVerdict
  /** The longest `Crawl-delay` of the group that applies to the robot, of however many seconds. */
  readonly crawlDelayMs: number | undefined
  /** The `Sitemap` lines of the whole file as written, each once; some are relative. */
  readonly sitemaps: readonly string[]
}

/** What the rules of one robots.txt say of a URL. */
export interface RuleVerdict {
  readonly allowed: boolean
  readonly rule?: string
}

/**
 * The rules of a robots.txt (RFC 9309) for the robot that calls itself `productToken`, a name of letters, `-` and `_`
 * without a version. Where the RFC is silent, or lines are not quite right, they are read as Google's parser reads
 * them. Only the first 500 KiB count. Never throws: what is no robots.txt has no rules.
 */
export function parseRobotsTxt(body: Uint8Array | string, productToken: string): RobotsRules {
  const directives = robotsDirectives(body)
  const { rules: written, crawlDelayMs } = robotsGroup(directives, productToken)
  const rules = robotsRules(written)
  return {
    verdict: (url) => verdict(rules, pathAndQuery(url)),
    crawlDelayMs,
    sitemaps: sitemaps(directives),
  }
}

function verdict(rules: readonly RobotsRule[], path: string): RuleVerdict {
  if (path === '/robots.txt') return { allowed: true }
  const rule = matchingRule(rules, path)
  if (rule === undefined) return { allowed: true }
  const { allows, value } = rule
  return { allowed: allows, rule: `${allows ? 'Allow' : 'Disallow'}: ${utf8Text(value)}` }
}

function sitemaps(directives: readonly RobotsDirective[]): string[] {
  const values = directives
    .filter(({ key, value }) => key === 'sitemap' && value !== '')
    .map(({ value }) => value)
  return detachedLines([...new Set(values)]).map(utf8Text)
}

/** A URL without scheme, authority and fragment. Not by `new URL`, which would normalise a second time. */
function pathAndQuery(url: string): string {
  const end = url.indexOf('#')
  const rest = (end < 0 ? url : url.slice(0, end)).replace(/^(?:[^/?]*:\/\/|\/\/)?[^/?]*/, '')
  return rest.startsWith('/') ? rest : `/${rest}`
}
