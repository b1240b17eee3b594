// The questions that the page serves.
import { meetings } from './meetings.js';
import { reviews } from './reviews.js';
import { schedules } from './schedules.js';
import { thresholds } from './thresholds.js';

export const families = [thresholds, reviews, meetings, schedules];
