/**
 * @typedef {object} PeerRun
 * @property {string} home where the peer is installed
 * @property {string} list a file of URLs, one a line
 * @property {string} output the file, or the folder, for its results
 * @property {string} connections as many requests as may be under way
 * @property {string} cores as many processes or threads as may think
 *
 * @typedef {object} Goals what we are to be, over it
 * @property {number} speed in pages a second
 * @property {number} cpu in pages for a second of CPU time
 *
 * @typedef {object} Peer A program that does the same work as ours, or the nearest that it can.
 * @property {string} name
 * @property {string} about what of it is run, and what it does not do
 * @property {string} folder beside this file: what it is installed from, and the script that is run
 * @property {RegExp} version its group is the version, in the first of `files`
 * @property {readonly string[]} files all of the folder
 * @property {readonly (readonly string[])[]} install commands, run one after the other where it is installed
 * @property {(run: PeerRun) => readonly string[]} command
 * @property {'lines' | 'records' | 'files'} results what its output has, one for each page
 * @property {number} [found] the least share of the pages that it has a result for, where it leaves out those that it finds nothing on; else all
 * @property {number} share the part of the list that it gets: less than 1 where the whole would take an hour
 * @property {Goals} [goals]
 */
export {}
