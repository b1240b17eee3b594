// What a person is told, in English.
import type { Words } from './form.d.ts';

declare const english: Required<Words>;
export default english;
