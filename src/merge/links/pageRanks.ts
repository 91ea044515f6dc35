import type { GiveWay } from '../../config/giveWay.ts'
import { forEachPlace } from '../forEachPlace.ts'
import type { Edges } from './createEdgeList.ts'
import { forEachNode } from './forEachNode.ts'

/** How likely a reader is to follow a link rather than to go to any page. */
const DAMPING = 0.85
const MAX_CHANGE = 1e-9
const MAX_ROUNDS = 100

/**
 * PageRank (Brin and Page, 1998) of the nodes that `isRanked` says, by power iteration until all ranks together change by less
 * than 1e-9, or for 100 rounds. Ranks sum to 1. Other nodes have 0, and links to them count for nothing, as the paper has it; a
 * node without links to ranked ones gives its rank to all alike. Sums are made in the order of the nodes: the same graph gives
 * the same bits.
 */
export async function pageRanks(
  edges: Edges,
  isRanked: (node: number) => boolean,
  giveWay: GiveWay,
): Promise<Float64Array> {
  const count = edges.starts.length - 1
  const ways = await rankedLinks(edges, isRanked, giveWay)
  let ranks = new Float64Array(count)
  let next = new Float64Array(count)
  let ranked = 0
  const begin = (node: number): void => {
    ranks[node] = Number(isRanked(node))
    ranked += Number(isRanked(node))
  }
  await forEachPlace(count, begin, giveWay)
  const share = (node: number): void => {
    ranks[node] = (ranks[node] ?? 0) / ranked
  }
  await forEachPlace(count, share, giveWay)
  for (let round = 0, change = 1; round < MAX_ROUNDS && change >= MAX_CHANGE; round += 1) {
    const held = await sendOn(edges, ways, ranks, next, giveWay)
    const base = (1 - DAMPING + DAMPING * held) / ranked
    change = 0
    const settle = (node: number): void => {
      // What was sent to a node without a rank is no part of any sum.
      const rank = isRanked(node) ? base + DAMPING * (next[node] ?? 0) : 0
      change += Math.abs(rank - (ranks[node] ?? 0))
      next[node] = rank
      ranks[node] = 0
    }
    await forEachPlace(count, settle, giveWay)
    ;[ranks, next] = [next, ranks]
  }
  return ranks
}

/** Adds each node's rank to the nodes it links to, in equal parts. Returns the sum of what those hold back that link to none. */
async function sendOn(
  edges: Edges,
  ways: Uint32Array,
  ranks: Float64Array,
  next: Float64Array,
  giveWay: GiveWay,
): Promise<number> {
  const { targets } = edges
  let held = 0
  const send = (node: number, start: number, end: number): void => {
    const rank = ranks[node] ?? 0
    const among = ways[node] ?? 0
    if (among === 0) held += rank
    else addTo(next, targets, start, end, rank / among)
  }
  await forEachNode(edges, giveWay, send)
  return held
}

function addTo(sums: Float64Array, targets: Uint32Array, start: number, end: number, part: number): void {
  for (let at = start; at < end; at += 1) {
    const target = targets[at] ?? 0
    sums[target] = (sums[target] ?? 0) + part
  }
}

/** How many ranked nodes each node links to. */
async function rankedLinks(
  edges: Edges,
  isRanked: (node: number) => boolean,
  giveWay: GiveWay,
): Promise<Uint32Array> {
  const ways = new Uint32Array(edges.starts.length - 1)
  const count = (node: number, start: number, end: number): void => {
    let ranked = 0
    for (let at = start; at < end; at += 1) if (isRanked(edges.targets[at] ?? 0)) ranked += 1
    ways[node] = ranked
  }
  await forEachNode(edges, giveWay, count)
  return ways
}
