/** A list up to this long does not pay for threads. */
export const SHORT_LIST = 4
