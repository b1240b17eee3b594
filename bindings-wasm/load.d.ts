// What `safeguarding-rules/load` gives: nothing is fetched there before it is asked for.
export { load } from './rules.js';
export type { Wanted } from './rules.js';
export { SafeguardingError, version } from './types.js';
