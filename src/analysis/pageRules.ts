import type { PageRule } from './pageRule.ts'

const few = 200
/** Some walls explain themselves at length. */
const several = 400
/** Room for "prove that you are human", and not for a page. */
const hardlyAny = 60

/**
 * The walls that are known by what they cannot do without: structure, never words that an article could have too.
 * Every rule has its row in docs/blocked-pages.md.
 */
export const pageRules: readonly PageRule[] = [
  {
    id: 'cloudflare-challenge',
    wall: 'a challenge of Cloudflare',
    maxWords: few,
    clues: [
      { in: 'inline script', has: '_cf_chl_opt' },
      { in: 'form action', has: '__cf_chl_' },
      { in: 'element id', has: 'cf-browser-verification' },
    ],
  },
  {
    id: 'cloudflare-interstitial',
    wall: 'a challenge of Cloudflare',
    title: 'just a moment...',
    maxWords: few,
    clues: [
      { in: 'script source', has: '/cdn-cgi/' },
      { in: 'script source', has: 'challenges.cloudflare.com/' },
      { in: 'style sheet', has: '/cdn-cgi/' },
    ],
  },
  {
    id: 'aws-waf',
    wall: 'a challenge of AWS WAF',
    maxWords: few,
    clues: [{ in: 'inline script', has: 'gokuProps' }],
  },
  {
    id: 'akamai-challenge',
    wall: 'a challenge of Akamai',
    maxWords: few,
    clues: [
      { in: 'element id', has: 'sec-if-cpt-container' },
      { in: 'element id', has: 'sec-cpt-if' },
      { in: 'refresh', has: 'bm-verify=' },
      { in: 'inline script', has: '/_sec/verify?provider=interstitial' },
    ],
  },
  {
    id: 'akamai-denied',
    wall: 'a refusal by Akamai',
    title: 'access denied',
    maxWords: hardlyAny,
    clues: [{ in: 'visible text', has: '//errors.edgesuite.net/' }],
  },
  {
    id: 'imperva-frame',
    wall: 'a challenge of Imperva',
    maxWords: few,
    clues: [{ in: 'frame source', has: '/_Incapsula_Resource?' }],
  },
  {
    id: 'imperva-script',
    wall: 'a challenge of Imperva',
    only: 'bare',
    maxWords: hardlyAny,
    clues: [{ in: 'script source', has: '/_Incapsula_Resource?' }],
  },
  {
    id: 'imperva-interruption',
    wall: 'a challenge of Imperva',
    maxWords: few,
    clues: [{ in: 'inline script', has: 'reeseSkipExpirationCheck' }],
  },
  {
    id: 'datadome',
    wall: 'a challenge of DataDome',
    maxWords: few,
    clues: [
      { in: 'script source', has: '.captcha-delivery.com/' },
      { in: 'frame source', has: '.captcha-delivery.com/' },
    ],
  },
  {
    id: 'human',
    wall: 'a challenge of HUMAN (PerimeterX)',
    maxWords: few,
    clues: [
      { in: 'element id', has: 'px-captcha' },
      { in: 'script source', has: '//captcha.px-cdn.net/' },
      { in: 'script source', has: '//captcha.px-cloud.net/' },
    ],
  },
  {
    id: 'kasada',
    wall: 'a challenge of Kasada',
    only: 'bare',
    maxWords: hardlyAny,
    clues: [{ in: 'script source', has: '/ips.js?' }],
  },
  {
    id: 'sucuri',
    wall: 'a challenge of Sucuri',
    maxWords: few,
    clues: [{ in: 'inline script', has: 'sucuri_cloudproxy_js' }],
  },
  {
    id: 'ddos-guard',
    wall: 'a challenge of DDoS-Guard',
    maxWords: few,
    clues: [
      { in: 'script source', has: '/ddos-guard/js-challenge/' },
      { in: 'script source', has: '/ddos-guard/ddg-captcha-page/' },
    ],
  },
  {
    id: 'f5-challenge',
    wall: 'a challenge of F5 BIG-IP',
    only: 'bare',
    maxWords: hardlyAny,
    clues: [
      { in: 'inline script', has: 'window["bobcmn"]' },
      { in: 'script source', has: '/TSPD/' },
    ],
  },
  {
    id: 'aliyun-waf',
    wall: 'a challenge of Alibaba Cloud WAF',
    only: 'bare',
    maxWords: hardlyAny,
    clues: [{ in: 'inline script', has: 'acw_sc__v2' }],
  },
  {
    id: 'anubis',
    wall: 'a challenge of Anubis',
    maxWords: several,
    clues: [{ in: 'element id', has: 'anubis_challenge' }],
  },
  {
    id: 'go-away',
    wall: 'a challenge of go-away',
    maxWords: several,
    clues: [
      { in: 'refresh', has: '__goaway_' },
      { in: 'script source', has: '/cmd/go-away/' },
      { in: 'style sheet', has: '/cmd/go-away/' },
    ],
  },
  {
    id: 'basedflare',
    wall: 'a challenge of BasedFlare',
    maxWords: several,
    clues: [{ in: 'script source', has: '/.basedflare/' }],
  },
  {
    id: 'amazon-captcha',
    wall: 'the CAPTCHA of Amazon',
    maxWords: few,
    clues: [{ in: 'form action', has: '/errors/validateCaptcha' }],
  },
  {
    id: 'captcha-only',
    wall: 'a CAPTCHA and nothing else',
    only: 'idle',
    maxWords: hardlyAny,
    clues: [
      { in: 'element class', has: 'cf-turnstile' },
      { in: 'element class', has: 'g-recaptcha' },
      { in: 'element class', has: 'h-captcha' },
    ],
  },
]
