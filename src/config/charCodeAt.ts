/**
 * For `charCodeAt.call(text, at)` in a loop over texts of any origin. Where a line of code has met more than four of V8's kinds of strings
 * it looks their methods up anew at each call, which takes longer than all else in such a loop. What was measured is in docs/decisions/0020.
 */
export const { charCodeAt } = String.prototype
