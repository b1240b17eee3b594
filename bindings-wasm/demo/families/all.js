// The questions that the page serves.
import { thresholds } from './thresholds.js';

export const families = [thresholds];
