/**
 * @typedef {object} PartContext
 * @property {import('./workplace.js').Workplace} workplace
 * @property {number} rounds how often each run is to be made
 * @property {boolean} full the real size, where the usual one is smaller
 * @property {number} [pages] another number of pages, to try a part out
 * @property {(name: string) => boolean} isWanted whether to make this one of a part's runs
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} about one line
 * @property {number} rounds unless the command line says otherwise
 * @property {(context: PartContext) => Promise<import('./table.js').Row[]>} measure
 */
export {}
