/** What goes on with a run that was stopped: with `--fresh` its command would forget what was done. */
export const sameCommand = (fresh: boolean): string =>
  fresh ? 'the same command without --fresh' : 'the same command'
